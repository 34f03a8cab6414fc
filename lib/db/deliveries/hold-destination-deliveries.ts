import type { Tx } from "#lib/db/in-transaction.ts";

/**
 * Stops what is queued for a destination; what is being sent at this moment is finished. Returns how many now wait.
 * Beyond `limit` the worker's sweep goes on, as for sources.
 */
export function holdDestinationDeliveries(tx: Tx, destinationId: string, limit: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET status = 'held', reason = 'destination_paused', updated_at = now()
    WHERE status IN ('pending', 'retry_scheduled') AND id IN (
      SELECT id FROM deliveries
      WHERE destination_id = ${destinationId}::uuid AND status IN ('pending', 'retry_scheduled')
      LIMIT ${limit}
    )`;
}
