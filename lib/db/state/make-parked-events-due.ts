import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";

/** Makes the next attempt of every parked event due now. Returns how many there are. */
export function makeParkedEventsDue(actor: ActorIdentity): Promise<{ count: number }> {
  return inTransaction(async (tx) => {
    const count = await tx.$executeRaw`UPDATE parked_events SET next_attempt_at = now()`;
    if (count === 0) return { count };
    await notifyChannel(tx, "signalbox_events");
    await writeAuditEntry(tx, { actor, action: "projection.parked_events_retried", after: { count } });
    return { count };
  });
}
