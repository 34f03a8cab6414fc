import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { PauseChange, SealedHeaders, SealedSigningSecret } from "./destination-settings.ts";
import { auditedDestination } from "./read-destination-state.ts";
import { recordVersion } from "./record-version.ts";

export type NewDestination = {
  id: string;
  name: string;
  url: string;
  eventTypes: string[];
  sources: string[];
  headers: Omit<SealedHeaders, "basedOn">;
  rate: number | null;
  concurrency: number;
  timeoutMs: number;
  retrySchedule: number[];
  replayWebhookId: "same" | "new";
};

type NewParts = { secret: SealedSigningSecret; pause: Pick<PauseChange, "reason"> | null };

/** The destination and its first signing secret. */
export function createDestination(destination: NewDestination, parts: NewParts, actor: ActorIdentity): Promise<void> {
  const { headers, ...settings } = destination;
  return inTransaction(async (tx) => {
    const state = await tx.destination.create({
      data: {
        ...settings,
        headersCiphertext: headers.ciphertext,
        headerNames: headers.names,
        ...(parts.pause && { pausedAt: new Date(), pausedReason: parts.pause.reason, pausedBy: actor.label }),
        secrets: { create: parts.secret },
      },
    });
    await recordVersion(tx, destination.id);
    await notifyChannel(tx, "signalbox_config");
    await writeAuditEntry(tx, {
      actor,
      action: "destination.created",
      target: { kind: "destination", id: destination.id },
      after: auditedDestination(state),
      ...(parts.pause && { reason: parts.pause.reason }),
    });
  });
}
