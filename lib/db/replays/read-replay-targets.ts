import type pg from "pg";

/** A destination that a replay has more to send to, and what speaks for or against doing so now. */
export type OpenTarget = {
  destinationId: string;
  left: number;
  queued: number;
  isDeleted: boolean;
  isPaused: boolean;
  /** Too many failures: it is asked from time to time only. */
  isSpared: boolean;
  destinationRate: number | null;
  concurrency: number;
  /** Deliveries of the replay that wait to be sent or are being sent. */
  ahead: number;
  /** How far the replay's rate is ahead of what was queued, in milliseconds; null before the first batch. */
  dueMs: number | null;
};

export async function readReplayTargets(client: pg.ClientBase, replayId: string): Promise<OpenTarget[]> {
  const { rows } = await client.query<OpenTarget>({
    name: "read-replay-targets",
    text: READ_TARGETS,
    values: [replayId],
  });
  return rows;
}

const READ_TARGETS = `
SELECT t.destination_id AS "destinationId", t.total - t.queued - t.left_out AS left, t.queued,
  d.deleted_at IS NOT NULL AS "isDeleted", d.paused_at IS NOT NULL AS "isPaused",
  b.destination_id IS NOT NULL AS "isSpared", d.rate AS "destinationRate", d.concurrency,
  coalesce(w.ahead, 0)::int AS ahead, (extract(epoch FROM now() - t.last_queued_at) * 1000)::float8 AS "dueMs"
FROM replay_targets t
JOIN destinations d ON d.id = t.destination_id
LEFT JOIN destination_breakers b ON b.destination_id = t.destination_id AND b.state <> 'closed'
LEFT JOIN (
  SELECT destination_id, count(*) AS ahead FROM deliveries
  WHERE replay_id = $1 AND status IN ('pending', 'in_progress') GROUP BY 1
) AS w ON w.destination_id = t.destination_id
WHERE t.replay_id = $1 AND t.queued + t.left_out < t.total ORDER BY t.destination_id`;
