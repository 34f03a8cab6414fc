import type { Tx } from "#lib/db/in-transaction.ts";

/**
 * Has the replay of a delivery that an operator moves counted anew. Comes before the delivery's own lock: the worker
 * takes a replay first, too.
 */
export async function unsettleReplay(tx: Tx, deliveryId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE replays SET is_settled = false, updated_at = now()
    WHERE id = (SELECT replay_id FROM deliveries WHERE id = ${deliveryId}::uuid)`;
}
