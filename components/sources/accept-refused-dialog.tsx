"use client";

import type * as z from "zod";
import { useCommand } from "#components/layout/use-command.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { plural } from "#components/ui/plural.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { SourceRow } from "#lib/domain/api/sources.ts";
import type { reverifiedMany } from "#lib/domain/api/write-answers.ts";

type Counts = z.infer<typeof reverifiedMany>;

interface Props {
  source: SourceRow;
  onClose: () => void;
}

/** Verifies again what a disabled source refused and kept, and takes in what is genuine. */
export function AcceptRefusedDialog({ source, onClose }: Props) {
  const run = useCommand();
  const { slug, name, status, refusedWhileDisabled } = source;
  const send = () => apiClient.post<Counts>("/requests/reverify", { source: slug });
  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Accept ${plural(refusedWhileDisabled, "request")} that ${name} refused`}
      confirmLabel={`Accept ${refusedWhileDisabled.toLocaleString("en-GB")}`}
      onConfirm={() => run(send, (counts) => ({ title: accepted(counts), description: rest(counts) }))}
    >
      <p>
        Each was kept in full while the source was disabled. Its signature is checked once more; what verifies becomes
        an event, with the time at which it first arrived. What was accepted meanwhile is counted as a duplicate.
      </p>
      <p>{CONSEQUENCE[status]}</p>
    </ConfirmDialog>
  );
}

const CONSEQUENCE = {
  enabled: "The events are delivered to their destinations at once.",
  paused: "The source is paused, so their deliveries wait until it is resumed.",
  disabled: "The source stays disabled: this takes in what is kept, and new requests are refused as before.",
} satisfies Record<SourceRow["status"], string>;

function accepted({ accepted: count }: Counts): string {
  return count === 0 ? "No new event was accepted" : `${plural(count, "event")} accepted`;
}

function rest({ duplicates, refused }: Counts): string {
  const still = Object.values(refused).reduce((sum, count) => sum + count, 0);
  const parts = [
    duplicates > 0 ? `${plural(duplicates, "was", "were")} known already.` : "",
    still > 0
      ? `${plural(still, "still fails", "still fail")} verification and ${still === 1 ? "stays" : "stay"} rejected.`
      : "",
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(" ") : "Nothing is left to accept.";
}
