import type pg from "pg";

/**
 * The other direction of `settleStrandedDeliveries`: what was stored or rescheduled while its source or destination
 * was being paused or deleted joins the rest of them. Returns how many it moved.
 */
export async function holdStrayingDeliveries(pool: pg.Pool): Promise<number> {
  const result = await pool.query({ name: "hold-straying-deliveries", text: HOLD_STRAYING });
  return result.rowCount ?? 0;
}

const HOLD_STRAYING = `
WITH astray AS (
  SELECT v.id, CASE WHEN d.deleted_at IS NOT NULL THEN 'canceled' ELSE 'held' END AS status,
    CASE WHEN d.deleted_at IS NOT NULL THEN 'destination_deleted' ELSE 'destination_paused' END AS reason
  FROM destinations d JOIN deliveries v ON v.destination_id = d.id AND v.status IN ('pending', 'retry_scheduled')
  WHERE d.paused_at IS NOT NULL AND d.deleted_at IS NULL OR d.deleted_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM delivery_releases r WHERE r.destination_id = d.id)
  UNION
  SELECT v.id, 'held', 'source_paused'
  FROM sources s JOIN deliveries v ON v.source_id = s.id AND v.status IN ('pending', 'retry_scheduled')
    AND v.replay_id IS NULL
  JOIN destinations d ON d.id = v.destination_id AND d.deleted_at IS NULL AND d.paused_at IS NULL
  WHERE s.status = 'paused'
), locked AS (
  SELECT v.id FROM deliveries v JOIN astray a ON a.id = v.id WHERE v.status IN ('pending', 'retry_scheduled')
  LIMIT 5000 FOR UPDATE OF v SKIP LOCKED
)
UPDATE deliveries v SET status = a.status::delivery_status, reason = a.reason, updated_at = now(),
  completed_at = CASE WHEN a.status = 'canceled' THEN now() END
FROM astray a WHERE v.id = a.id AND v.id IN (SELECT id FROM locked)`;
