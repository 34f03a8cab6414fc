import type pg from "pg";
import { LIVE_WORKER_NUMBERS } from "#lib/db/worker-lock.ts";
import { encodeAttemptError } from "#lib/domain/stored-attempt-error.ts";

export type RecoveredDeliveries = { pending: number; poisoned: number };

/** Claims of one delivery without an outcome, after which it is what stops the worker. */
const MAX_OPEN_CLAIMS = 5;

/** From the second lost claim on a delivery is suspected, and each waits for its own turn, so that no other is in its company. */
const SUSPECTED_CLAIMS = 2;
const SUSPECT_APART_MS = 100;
const LONGEST_QUEUE = 300;

/**
 * Puts back what a worker claimed and never answered for, because its lease ended or the worker is gone. Each such
 * claim is shown as an attempt with an unknown outcome. The fence moves on, so a late answer changes nothing. What was
 * lost more than once comes back one after the other, later each time: a worker that is killed again and again takes
 * whatever is under way with it, and only what stops it when sent by itself is poison.
 */
export async function recoverAbandonedDeliveries(pool: pg.Pool): Promise<RecoveredDeliveries> {
  const { rows } = await pool.query<{ status: string }>({
    name: "recover-abandoned-deliveries",
    text: RECOVER,
    values: [encodeAttemptError({ kind: "unknown_outcome" })],
  });
  const poisoned = rows.filter(({ status }) => status === "dead_lettered").length;
  return { pending: rows.length - poisoned, poisoned };
}

// A worker's name ends in #number only while the lock of that number vouches for it; without one its lease decides.
const RECOVER = `
WITH live AS MATERIALIZED (${LIVE_WORKER_NUMBERS}), abandoned AS (
  SELECT id, fence, attempt_count, open_claims, trigger, triggered_by, last_attempt_at FROM deliveries
  WHERE status = 'in_progress' AND (
    lease_until < now() OR (worker LIKE '%#%' AND split_part(worker, '#', 2) NOT IN (SELECT objid FROM live))
  )
  LIMIT 1000 FOR UPDATE SKIP LOCKED
), suspected AS MATERIALIZED (
  SELECT id, CASE open_claims WHEN 2 THEN interval '1 second' WHEN 3 THEN interval '15 seconds' ELSE interval '45 seconds' END
    + least(row_number() OVER (ORDER BY open_claims, id), ${LONGEST_QUEUE}) * interval '${SUSPECT_APART_MS} milliseconds' AS wait
  FROM abandoned WHERE open_claims >= ${SUSPECTED_CLAIMS}
), recovered AS (
  UPDATE deliveries v SET fence = v.fence + 1, lease_until = NULL, worker = NULL, last_outcome = 'unknown_outcome',
    last_status_code = NULL, updated_at = now(),
    status = CASE WHEN v.open_claims >= ${MAX_OPEN_CLAIMS} THEN 'dead_lettered'
      WHEN s.wait IS NULL THEN 'pending' ELSE 'retry_scheduled' END::delivery_status,
    next_attempt_at = coalesce(now() + s.wait, v.next_attempt_at),
    reason = CASE WHEN v.open_claims >= ${MAX_OPEN_CLAIMS} THEN 'poisoned' END,
    completed_at = CASE WHEN v.open_claims >= ${MAX_OPEN_CLAIMS} THEN now() END
  FROM abandoned a LEFT JOIN suspected s ON s.id = a.id WHERE v.id = a.id
  RETURNING v.id, v.event_id, v.destination_id, v.status
), recorded AS (
  INSERT INTO attempts (id, delivery_id, event_id, destination_id, number, trigger, actor, fence, started_at, outcome, error, url, request_headers)
  SELECT uuid_v7_beside(a.id), a.id, r.event_id, r.destination_id, a.attempt_count, a.trigger, a.triggered_by, a.fence,
    coalesce(a.last_attempt_at, now()), 'unknown', $1::text, d.url, '[]'
  FROM abandoned a JOIN recovered r ON r.id = a.id JOIN destinations d ON d.id = r.destination_id
)
SELECT status FROM recovered`;
