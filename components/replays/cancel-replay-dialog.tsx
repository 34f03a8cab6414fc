"use client";

import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { apiClient } from "#lib/client/api-client.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { cancelText } from "./progress-words.ts";

interface Props {
  replay: ReplayRow;
  onClose: () => void;
}

/** Stops a replay; says what that leaves as it is and what will not happen, by the numbers of the moment. */
export function CancelReplayDialog({ replay, onClose }: Props) {
  const run = useCommand();
  const cancel = () =>
    run(
      () => apiClient.post(`/replays/${replay.id}/cancel`),
      () => ({ title: "The replay is being canceled" }),
    );
  return (
    <ConfirmDialog
      onClose={onClose}
      title="Cancel this replay"
      confirmLabel="Cancel the replay"
      refuseLabel="Let it run"
      tone="danger"
      onConfirm={cancel}
    >
      <p aria-live="polite" className="font-medium text-strong">
        {cancelText(replay)}
      </p>
      <p>
        Requests that are on the wire at this moment are finished and counted. Retries of this replay are given up. What
        was not sent can be replayed later.
      </p>
    </ConfirmDialog>
  );
}
