import type { Tx } from "#lib/db/in-transaction.ts";

/** Ends every message that waits, with the reason. */
export async function giveUpMessages(tx: Tx, why: string): Promise<void> {
  await tx.watchMessage.updateMany({ where: { status: "pending" }, data: { status: "given_up", lastError: why } });
}
