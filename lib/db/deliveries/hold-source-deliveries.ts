import type { Tx } from "#lib/db/in-transaction.ts";

/**
 * Stops what is queued from a source; replays are an operator's own wish and go on. Returns how many now wait. Beyond
 * `limit` the worker's sweep goes on: it sends nothing of a paused source, and a pause must not take minutes.
 */
export function holdSourceDeliveries(tx: Tx, sourceId: string, limit: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET status = 'held', reason = 'source_paused', updated_at = now()
    WHERE status IN ('pending', 'retry_scheduled') AND id IN (
      SELECT id FROM deliveries
      WHERE source_id = ${sourceId}::uuid AND replay_id IS NULL AND status IN ('pending', 'retry_scheduled')
      LIMIT ${limit}
    )`;
}
