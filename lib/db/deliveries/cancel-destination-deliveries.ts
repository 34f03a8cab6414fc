import type { Tx } from "#lib/db/in-transaction.ts";

/**
 * Cancels every unfinished delivery of a deleted destination. The fence moves on, so that an answer still under way
 * is recorded as an attempt and changes nothing.
 */
export async function cancelDestinationDeliveries(tx: Tx, destinationId: string, by: string): Promise<number> {
  const waiting = await tx.$executeRaw`
    UPDATE deliveries SET status = 'canceled', reason = 'destination_deleted', triggered_by = ${by},
      completed_at = now(), updated_at = now()
    WHERE destination_id = ${destinationId}::uuid AND status IN ('pending', 'retry_scheduled', 'held')`;
  // A worker that records outcomes locks the same rows in an order of its own: what it holds is not waited for.
  const sending = await tx.$executeRaw`
    UPDATE deliveries SET status = 'canceled', reason = 'destination_deleted', triggered_by = ${by},
      fence = fence + 1, lease_until = NULL, worker = NULL, completed_at = now(), updated_at = now()
    WHERE id IN (
      SELECT id FROM deliveries WHERE destination_id = ${destinationId}::uuid AND status = 'in_progress'
      FOR UPDATE SKIP LOCKED
    )`;
  return waiting + sending;
}
