"use client";

import { useState } from "react";
import { useCommandCentre } from "#components/layout/command-centre.tsx";
import { useCommand } from "#components/layout/use-command.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Section } from "#components/ui/section.tsx";
import { apiClient } from "#lib/client/api-client.ts";

interface Props {
  /** The operator's own id when their role lets them end all their sessions at once. */
  everywhereId: string | null;
  idleHours: number;
  maxHours: number;
}

export function SignOutSection({ everywhereId, idleHours, maxHours }: Props) {
  const { signOut } = useCommandCentre();
  const [asks, setAsks] = useState(false);
  const run = useCommand();
  return (
    <Section title="Sessions">
      <p>
        A session ends after {idleHours} hours without use, and {maxHours} hours after sign-in. To end the ones on other
        devices, {everywhereId === null ? "change your password." : "change your password or sign out everywhere."}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={signOut}>Sign out here</Button>
        {everywhereId === null ? null : <Button onClick={() => setAsks(true)}>Sign out everywhere…</Button>}
      </div>
      {asks && everywhereId !== null ? (
        <ConfirmDialog
          onClose={() => setAsks(false)}
          title="Sign yourself out everywhere"
          confirmLabel="Sign out everywhere"
          onConfirm={() =>
            run(
              () => apiClient.post<undefined>(`/operators/${everywhereId}/sign-out`),
              () => ({ title: "Your sessions are ended" }),
            )
          }
        >
          <p>Every session of yours ends, this one too. You can sign in again with your password.</p>
        </ConfirmDialog>
      ) : null}
    </Section>
  );
}
