/** Whose pause ended. */
export type PauseOf = { kind: "source" | "destination"; id: string };

/**
 * Moves the longest waiting of what a pause held, as a statement with the parameters id, on_resume, by and limit; tells
 * how many have which status now. Delivered ones are due in the order of receipt, as the claim takes the earliest
 * next_attempt_at first, and all of them as backlog: what is due for less than 5 seconds would be taken in between.
 * They wait on where the other of source and destination is paused as well.
 */
export const RELEASE_STATEMENTS = {
  source: release(
    `FROM destinations o CROSS JOIN LATERAL (
      SELECT id, received_at, event_id FROM deliveries
      WHERE status = 'held' AND source_id = $1::uuid AND destination_id = o.id AND reason = 'source_paused'`,
    "destination_paused",
    "EXISTS (SELECT 1 FROM destinations d WHERE d.id = v.destination_id AND d.paused_at IS NOT NULL)",
  ),
  destination: release(
    `FROM sources o CROSS JOIN LATERAL (
      SELECT id, received_at, event_id FROM deliveries
      WHERE status = 'held' AND source_id = o.id AND destination_id = $1::uuid AND reason = 'destination_paused'`,
    "source_paused",
    "v.replay_id IS NULL AND EXISTS (SELECT 1 FROM sources s WHERE s.id = v.source_id AND s.status = 'paused')",
  ),
} satisfies Record<PauseOf["kind"], string>;

function release(waiting: string, otherReason: string, isHeldByOther: string): string {
  return `
WITH waiting AS (
  SELECT v.id ${waiting}
    ORDER BY received_at, event_id LIMIT $4::int
  ) v ORDER BY v.received_at, v.event_id LIMIT $4::int
), locked AS MATERIALIZED (
  SELECT v.id, v.status, ${isHeldByOther} AS is_held_by_other FROM deliveries v
  WHERE v.id IN (SELECT id FROM waiting) AND v.status = 'held' FOR UPDATE OF v SKIP LOCKED
), moved AS (
  UPDATE deliveries v SET updated_at = now(),
    status = (CASE WHEN $2::text = 'discard' THEN 'discarded' WHEN l.is_held_by_other THEN 'held' ELSE 'pending' END)::delivery_status,
    reason = CASE WHEN $2::text = 'discard' THEN v.reason WHEN l.is_held_by_other THEN '${otherReason}' END,
    trigger = CASE WHEN $2::text = 'discard' OR l.is_held_by_other THEN v.trigger ELSE 'resume' END,
    triggered_by = CASE WHEN $2::text <> 'discard' AND l.is_held_by_other THEN v.triggered_by ELSE $3::text END,
    next_attempt_at = CASE WHEN $2::text = 'discard' THEN v.next_attempt_at ELSE least(v.received_at, now()) - interval '5 seconds' END,
    completed_at = CASE WHEN $2::text = 'discard' THEN now() END
  FROM locked l WHERE v.id = l.id
  RETURNING v.status
)
SELECT status::text, count(*)::int AS count FROM moved GROUP BY status`;
}
