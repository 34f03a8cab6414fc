import { readRows } from "#lib/db/read-rows.ts";
import type { DeadLetterFact, DestinationFact } from "#lib/domain/watch/watch-facts.ts";

/** The newest dead letters; behind so many a destination may have others that are not counted. */
const MOST_DEAD_LETTERS = 50_000;
const ATTEMPTS_WITHIN_MS = 5 * 60_000;

/** Those whose event did not reach the same destination later by another delivery. */
export function readDeadLetterFacts(): Promise<DeadLetterFact[]> {
  return readRows<DeadLetterFact>({ text: READ_DEAD_LETTERS, values: [] });
}

const READ_DEAD_LETTERS = `
WITH newest AS MATERIALIZED (
  SELECT event_id, destination_id, coalesce(completed_at, updated_at) AS ended_at FROM deliveries
  WHERE status = 'dead_lettered' ORDER BY id DESC LIMIT ${MOST_DEAD_LETTERS}
), unresolved AS (
  SELECT n.destination_id, count(*)::int AS count, min(n.ended_at) AS oldest FROM newest n
  WHERE NOT EXISTS (
    SELECT 1 FROM deliveries d WHERE d.event_id = n.event_id AND d.destination_id = n.destination_id
      AND d.status = 'succeeded' AND d.completed_at >= n.ended_at
  ) GROUP BY 1
)
SELECT d.id, d.name, coalesce(u.count, 0) AS count, u.oldest AS "oldestAt",
  (SELECT count(*) FROM newest) = ${MOST_DEAD_LETTERS} AS "isCut"
FROM destinations d LEFT JOIN unresolved u ON u.destination_id = d.id
WHERE d.deleted_at IS NULL`;

/** A paused destination is not tried, so that nothing is said about it. Minutes begin at a full one. */
export function readDestinationFacts(now: Date): Promise<DestinationFact[]> {
  const from = new Date(now.getTime() - ATTEMPTS_WITHIN_MS);
  return readRows<DestinationFact>({ text: READ_DESTINATIONS, values: [from] });
}

const READ_DESTINATIONS = `
SELECT d.id, d.name, CASE WHEN b.state <> 'closed' THEN coalesce(b.opened_at, b.updated_at) END AS "sparedSince",
  tried.succeeded, tried.failed, tried.first AS "firstFailedAt", waiting.id IS NOT NULL AS "hasWaiting",
  waiting.last_outcome AS "lastOutcome"
FROM destinations d
LEFT JOIN destination_breakers b ON b.destination_id = d.id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(count) FILTER (WHERE outcome = 'succeeded'), 0)::int AS succeeded,
    coalesce(sum(count) FILTER (WHERE outcome = 'failed'), 0)::int AS failed,
    min(minute) FILTER (WHERE outcome = 'failed') AS first
  FROM attempt_minutes m WHERE m.destination_id = d.id AND m.minute > $1::timestamptz
) AS tried
LEFT JOIN LATERAL (
  SELECT w.id, w.last_outcome FROM deliveries w
  WHERE w.destination_id = d.id AND w.status IN ('pending', 'retry_scheduled') AND w.replay_id IS NULL
  ORDER BY w.next_attempt_at DESC LIMIT 1
) AS waiting ON true
WHERE d.deleted_at IS NULL AND d.paused_at IS NULL`;
