import type pg from "pg";

/**
 * A safety net for the worker: nothing may wait for a pause that is over or for a destination that is gone. Normally
 * finds nothing, as the end of a pause releases what it held, itself or by `continueReleases`, whose work is left
 * alone. Returns how many it settled.
 */
export async function settleStrandedDeliveries(pool: pg.Pool): Promise<number> {
  const result = await pool.query({ text: SETTLE_STRANDED, name: "settle-stranded-deliveries" });
  return result.rowCount ?? 0;
}

const SETTLE_STRANDED = `
WITH stranded AS (
  SELECT v.id,
    CASE WHEN d.deleted_at IS NOT NULL THEN 'canceled'
      WHEN v.replay_id IS NULL AND s.status = 'paused' OR d.paused_at IS NOT NULL THEN 'held'
      ELSE 'pending' END AS status,
    CASE WHEN d.deleted_at IS NOT NULL THEN 'destination_deleted'
      WHEN v.replay_id IS NULL AND s.status = 'paused' THEN 'source_paused'
      WHEN d.paused_at IS NOT NULL THEN 'destination_paused' END AS reason,
    CASE WHEN v.reason = 'source_paused' THEN s.status_changed_by END AS by
  FROM deliveries v JOIN destinations d ON d.id = v.destination_id JOIN sources s ON s.id = v.source_id
  WHERE v.status = 'held' AND (
    d.deleted_at IS NOT NULL
    OR v.reason = 'source_paused' AND s.status = 'enabled'
    OR v.reason = 'destination_paused' AND d.paused_at IS NULL
  ) AND NOT EXISTS (
    SELECT 1 FROM delivery_releases r WHERE r.source_id = v.source_id AND v.reason = 'source_paused'
      OR r.destination_id = v.destination_id AND (v.reason = 'destination_paused' OR d.deleted_at IS NOT NULL)
  )
  LIMIT 5000 FOR UPDATE OF v SKIP LOCKED
)
UPDATE deliveries SET status = stranded.status::delivery_status, reason = stranded.reason, updated_at = now(),
  next_attempt_at = least(received_at, now()) - interval '5 seconds',
  trigger = CASE WHEN stranded.status = 'pending' THEN 'resume' ELSE deliveries.trigger END,
  triggered_by = CASE WHEN stranded.status = 'pending' THEN stranded.by ELSE deliveries.triggered_by END,
  completed_at = CASE WHEN stranded.status = 'canceled' THEN now() END
FROM stranded WHERE deliveries.id = stranded.id`;
