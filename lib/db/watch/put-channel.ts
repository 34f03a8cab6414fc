import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { ChannelKind, NotificationChannel } from "#lib/domain/api/notifications.ts";
import { notFound, type Refusal, stale } from "#lib/domain/refusal.ts";
import { auditedChannel, CHANNEL_SELECT, toChannel } from "./channel-rows.ts";
import { giveUpMessages } from "./give-up-messages.ts";

export type SealedUrl = { ciphertext: string; hint: string };

export type ChannelChange = {
  id: string;
  version?: number | undefined;
  kind: ChannelKind;
  isEnabled: boolean;
  manyExpired: number;
  /** Null keeps the one there is. */
  url: SealedUrl | null;
  secret: { ciphertext: string; last4: string } | null;
};

export type PutChannelOutcome = { kind: "saved"; channel: NotificationChannel } | Refusal;

/** Writes the one address, what becomes of messages that wait for it, and the audit entry. */
export function putChannel(change: ChannelChange, actor: ActorIdentity): Promise<PutChannelOutcome> {
  return inTransaction<PutChannelOutcome>(async (tx, giveUp) => {
    await tx.$queryRaw`SELECT id FROM notification_channels FOR UPDATE`;
    const before = await tx.notificationChannel.findFirst({ select: CHANNEL_SELECT });
    const { version } = change;
    if (before !== null && (version ?? before.version) !== before.version) giveUp(stale("address", before.version));
    // It was made or removed since the command looked, so that what it sealed belongs to another row.
    if ((before === null && change.url === null) || (before !== null && before.id !== change.id)) {
      giveUp(before === null ? notFound("address") : stale("address", before.version));
    }
    const after = await writeChannel(tx, change, before !== null, actor);
    await settleWaiting(tx, change);
    await writeAuditEntry(tx, {
      actor,
      action: before === null ? "notification.created" : "notification.updated",
      target: { kind: "notification_channel", id: change.id },
      ...(before && { before: auditedChannel(before) }),
      after: auditedChannel(after),
    });
    return { kind: "saved", channel: toChannel(after) };
  });
}

function writeChannel(tx: Tx, change: ChannelChange, isThere: boolean, actor: ActorIdentity) {
  const { id, kind, isEnabled, manyExpired, url, secret } = change;
  const data = {
    kind,
    isEnabled,
    manyExpired,
    updatedBy: actor.label,
    ...(url && { urlCiphertext: url.ciphertext, urlHint: url.hint }),
    ...(secret && { secretCiphertext: secret.ciphertext, secretLast4: secret.last4 }),
    ...(kind === "slack" && { secretCiphertext: null, secretLast4: null }),
  };
  if (isThere) {
    const more = { version: { increment: 1 }, updatedAt: new Date() };
    return tx.notificationChannel.update({ where: { id }, data: { ...data, ...more }, select: CHANNEL_SELECT });
  }
  const address = { urlCiphertext: url?.ciphertext ?? "", urlHint: url?.hint ?? "" };
  return tx.notificationChannel.create({ data: { id, ...data, ...address }, select: CHANNEL_SELECT });
}

/** A new address is told at once what the old one would not take; an address that is turned off is told nothing later. */
async function settleWaiting(tx: Tx, { isEnabled, url }: ChannelChange): Promise<void> {
  if (!isEnabled) return giveUpMessages(tx, "Notifications were turned off.");
  if (url === null) return;
  await tx.$executeRaw`
UPDATE watch_messages SET next_attempt_at = now() WHERE status = 'pending' AND attempt_count > 0`;
}
