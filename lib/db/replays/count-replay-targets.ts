import type pg from "pg";

/**
 * Brings the counters of a replay up to date. Only what did not succeed is counted, the rest follows, so that it is
 * quick however much arrived. Needs the replay's turn, in which nobody else queues. Returns how many of its deliveries
 * are not over.
 */
export async function countReplayTargets(client: pg.ClientBase, replayId: string): Promise<number> {
  const query = { name: "count-replay-targets", text: COUNT_TARGETS, values: [replayId] };
  const { rows } = await client.query<{ unfinished: number }>(query);
  return rows[0]?.unfinished ?? 0;
}

/** The statement behind it; $1 is the id of the replay. */
export const COUNT_TARGETS = `
WITH other AS (
  SELECT destination_id, count(*) FILTER (WHERE status = 'dead_lettered') AS failed,
    count(*) FILTER (WHERE status IN ('canceled', 'discarded')) AS skipped, count(*) AS total
  FROM deliveries WHERE replay_id = $1::uuid
    AND status IN ('pending', 'in_progress', 'retry_scheduled', 'held', 'dead_lettered', 'canceled', 'discarded')
  GROUP BY 1
), counted AS (
  SELECT t.destination_id, coalesce(o.failed, 0) AS failed, coalesce(o.skipped, 0) AS skipped,
    coalesce(o.total - o.failed - o.skipped, 0) AS unfinished, t.queued - coalesce(o.total, 0) AS succeeded
  FROM replay_targets t LEFT JOIN other o ON o.destination_id = t.destination_id WHERE t.replay_id = $1::uuid
), changed AS (
  UPDATE replay_targets t SET failed = c.failed, skipped = c.skipped, succeeded = c.succeeded
  FROM counted c WHERE t.replay_id = $1::uuid AND t.destination_id = c.destination_id
    AND (t.failed, t.skipped, t.succeeded) IS DISTINCT FROM (c.failed, c.skipped, c.succeeded)
  RETURNING 1
), told AS (
  UPDATE replays SET updated_at = now() WHERE id = $1::uuid AND EXISTS (SELECT 1 FROM changed)
)
SELECT coalesce(sum(unfinished), 0)::int AS unfinished FROM counted`;
