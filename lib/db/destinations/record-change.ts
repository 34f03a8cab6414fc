import type { Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import { recordVersion } from "./record-version.ts";

/** A destination whose secrets changed, under its lock: the next version, which workers are told of. */
export async function recordChange(tx: Tx, id: string): Promise<void> {
  await tx.destination.update({ where: { id }, data: { version: { increment: 1 }, updatedAt: new Date() } });
  await recordVersion(tx, id);
  await notifyChannel(tx, "signalbox_config");
}
