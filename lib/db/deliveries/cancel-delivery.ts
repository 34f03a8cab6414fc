import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { findCancelProblem } from "#lib/domain/delivery-command-rules.ts";
import { conflict, notFound, type Refusal } from "#lib/domain/refusal.ts";
import { lockDelivery } from "./lock-delivery.ts";
import { unsettleReplay } from "./unsettle-replay.ts";

export type CancelDeliveryOutcome = { kind: "canceled" } | Refusal;

export function cancelDelivery(
  id: string,
  reason: string | null,
  actor: ActorIdentity,
): Promise<CancelDeliveryOutcome> {
  return inTransaction<CancelDeliveryOutcome>(async (tx, giveUp) => {
    await unsettleReplay(tx, id);
    const before = await lockDelivery(tx, id);
    if (before === null) return giveUp(notFound("delivery"));
    const problem = findCancelProblem(before.status);
    if (problem !== null) return giveUp(conflict(problem));
    await tx.$executeRaw`
      UPDATE deliveries SET status = 'canceled', reason = 'operator', triggered_by = ${actor.label},
        completed_at = now(), updated_at = now()
      WHERE id = ${id}::uuid`;
    await notifyChannel(tx, "signalbox_deliveries");
    await writeAuditEntry(tx, {
      actor,
      action: "delivery.canceled",
      target: { kind: "delivery", id },
      before: { status: before.status, reason: before.reason },
      after: { status: "canceled", reason: "operator" },
      reason,
    });
    return { kind: "canceled" };
  });
}
