"use client";

import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Notice } from "./notice.tsx";
import type { SubmitOutcome } from "./submit-outcome.ts";

interface Props {
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Names the action, never "OK". */
  confirmLabel: string;
  /** Names what not doing it means, where "Cancel" could be either. */
  refuseLabel?: string;
  tone?: "primary" | "danger";
  /** The dialog closes when the outcome is "done" and shows the message when it is "refused". */
  onConfirm: () => Promise<SubmitOutcome>;
}

export function ConfirmDialog({
  onClose,
  title,
  children,
  confirmLabel,
  refuseLabel = "Cancel",
  tone = "primary",
  onConfirm,
}: Props) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function confirm() {
    setBusy(true);
    const outcome = await onConfirm();
    setBusy(false);
    setRefusal(outcome.kind === "refused" ? outcome.message : null);
    if (outcome.kind === "done") onClose();
  }

  return (
    <Dialog
      onClose={onClose}
      title={title}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{refuseLabel}</Button>
          <Button tone={tone} busy={busy} onClick={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        {refusal ? <Notice tone="bad">{refusal}</Notice> : null}
      </div>
    </Dialog>
  );
}
