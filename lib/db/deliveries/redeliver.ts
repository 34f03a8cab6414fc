import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { findRedeliverProblem } from "#lib/domain/delivery-command-rules.ts";
import { conflict, notFound, type Refusal } from "#lib/domain/refusal.ts";
import { lockDelivery } from "./lock-delivery.ts";
import { unsettleReplay } from "./unsettle-replay.ts";

export type RedeliverOutcome = { kind: "due" } | Refusal;

/** Makes one more attempt due now, whatever the schedule says. */
export function redeliver(id: string, reason: string | null, actor: ActorIdentity): Promise<RedeliverOutcome> {
  return inTransaction<RedeliverOutcome>(async (tx, giveUp) => {
    await unsettleReplay(tx, id);
    const before = await lockDelivery(tx, id);
    if (before === null) return giveUp(notFound("delivery"));
    const problem = findRedeliverProblem(before);
    if (problem !== null) return giveUp(conflict(problem));
    await tx.$executeRaw`
      UPDATE deliveries SET status = 'pending', reason = NULL, trigger = 'manual', triggered_by = ${actor.label},
        open_claims = 0, next_attempt_at = now(), completed_at = NULL, updated_at = now()
      WHERE id = ${id}::uuid`;
    await notifyChannel(tx, "signalbox_deliveries");
    await writeAuditEntry(tx, {
      actor,
      action: "delivery.redelivered",
      target: { kind: "delivery", id },
      before: { status: before.status, reason: before.reason },
      after: { status: "pending" },
      reason,
    });
    return { kind: "due" };
  });
}
