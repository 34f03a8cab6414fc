/**
 * Cancels what waits for a deleted destination, as a statement with the parameters id, by and limit. That an unfinished
 * delivery has not succeeded is said outright, as the index of the unfinished ones asks for it.
 */
export const CANCEL_STATEMENT = `
WITH waiting AS (
  SELECT id FROM deliveries
  WHERE destination_id = $1::uuid AND status IN ('pending', 'retry_scheduled', 'held') AND status <> 'succeeded'
  LIMIT $3::int FOR UPDATE SKIP LOCKED
), moved AS (
  UPDATE deliveries v SET status = 'canceled', reason = 'destination_deleted', triggered_by = $2::text,
    completed_at = now(), updated_at = now()
  FROM waiting w WHERE v.id = w.id
  RETURNING 1
)
SELECT count(*)::int AS count FROM moved`;
