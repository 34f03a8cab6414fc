"use client";

import { useState } from "react";
import { useCommand } from "#components/layout/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { OperatorLink, OperatorRow } from "#lib/domain/api/operators.ts";
import { LinkOnceDialog } from "./link-once-dialog.tsx";

/** Makes a one-time link with which an operator sets a password, and shows it. */
export function LinkDialog({ operator, onClose }: { operator: OperatorRow; onClose: () => void }) {
  const [link, setLink] = useState<OperatorLink | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = useCommand();
  const kind = operator.status === "invited" ? "invite" : "reset";

  async function create() {
    setBusy(true);
    const outcome = await run(
      () => apiClient.post<OperatorLink>(`/operators/${operator.id}/link`),
      (issued) => {
        setLink(issued);
        return { title: `The ${kind} link is made` };
      },
    );
    setBusy(false);
    setRefusal(outcome.kind === "refused" ? outcome.message : null);
  }

  if (link !== null) return <LinkOnceDialog name={operator.name} kind={kind} link={link} onClose={onClose} />;
  return (
    <Dialog
      onClose={onClose}
      title={`${kind === "invite" ? "New invite link" : "Reset link"} for ${operator.name}`}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" busy={busy} onClick={create}>
            Make the link
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p>
          Whoever opens the link sets the password of {operator.email}. It works once. Links made before stop working
          {kind === "reset" ? "; the present password goes on working until the new one is set." : "."}
        </p>
        {refusal ? <Notice tone="bad">{refusal}</Notice> : null}
      </div>
    </Dialog>
  );
}
