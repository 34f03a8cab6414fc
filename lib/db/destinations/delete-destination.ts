import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { cancelDestinationDeliveries } from "#lib/db/deliveries/cancel-destination-deliveries.ts";
import { lockDeliveryControl } from "#lib/db/deliveries/lock-delivery-control.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";
import { auditedDestination, lockDestination } from "./read-destination-state.ts";
import { recordVersion } from "./record-version.ts";

export type DeleteDestinationOutcome = { kind: "deleted"; canceled: number } | Refusal;

/** Its history stays; its unfinished deliveries are canceled where everybody sees it, and its secrets are erased. */
export function deleteDestination(id: string, actor: ActorIdentity): Promise<DeleteDestinationOutcome> {
  return inTransaction<DeleteDestinationOutcome>(async (tx, giveUp) => {
    await lockDeliveryControl(tx);
    const deletion = { destinationId: id, by: actor.label };
    const early = await cancelDestinationDeliveries(tx, deletion, "beforeLock");
    const before = await lockDestination(tx, id);
    if (before === null) return giveUp(notFound("destination"));
    const now = new Date();
    const erased = { headersCiphertext: null, deletedAt: now, updatedAt: now, version: { increment: 1 } };
    await tx.destination.update({ where: { id }, data: erased });
    await recordVersion(tx, id);
    await tx.destinationSecret.deleteMany({ where: { destinationId: id } });
    const canceled = early + (await cancelDestinationDeliveries(tx, deletion, "underLock"));
    await notifyChannel(tx, "signalbox_config");
    await notifyChannel(tx, "signalbox_deliveries");
    await writeAuditEntry(tx, {
      actor,
      action: "destination.deleted",
      target: { kind: "destination", id },
      before: auditedDestination(before),
      after: { canceled },
    });
    return { kind: "deleted", canceled };
  });
}
