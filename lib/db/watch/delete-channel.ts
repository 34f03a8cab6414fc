import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";
import { auditedChannel, CHANNEL_SELECT } from "./channel-rows.ts";
import { giveUpMessages } from "./give-up-messages.ts";

export type DeleteChannelOutcome = { kind: "deleted" } | Refusal;

export function deleteChannel(actor: ActorIdentity): Promise<DeleteChannelOutcome> {
  return inTransaction<DeleteChannelOutcome>(async (tx, giveUp) => {
    await tx.$queryRaw`SELECT id FROM notification_channels FOR UPDATE`;
    const before = await tx.notificationChannel.findFirst({ select: CHANNEL_SELECT });
    if (before === null) return giveUp(notFound("address"));
    await tx.notificationChannel.delete({ where: { id: before.id } });
    await giveUpMessages(tx, "The address was removed.");
    await writeAuditEntry(tx, {
      actor,
      action: "notification.deleted",
      target: { kind: "notification_channel", id: before.id },
      before: auditedChannel(before),
    });
    return { kind: "deleted" };
  });
}
