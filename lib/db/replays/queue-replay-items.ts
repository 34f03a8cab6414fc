import type pg from "pg";
import { newId } from "#lib/platform/ids.ts";
import type { UnsettledReplay } from "./find-unsettled-replays.ts";

export type QueueRequest = { replay: UnsettledReplay; destinationId: string; room: number };

/** Whether a replay may queue more, which a cancel that comes now waits for. */
export async function isStillRunning(client: pg.ClientBase, replayId: string): Promise<boolean> {
  const { rows } = await client.query("SELECT 1 FROM replays WHERE id = $1 AND status = 'running' FOR SHARE", [
    replayId,
  ]);
  return rows.length > 0;
}

/**
 * Makes deliveries of the next items, at most `room`, in the caller's transaction. Items whose event arrived meanwhile,
 * where that counts, or lost its payload, are left out. A destination that is paused or deleted gets nothing. Returns
 * how many deliveries it made.
 */
export async function queueReplayItems(client: pg.ClientBase, request: QueueRequest): Promise<number> {
  const { replay, destinationId, room } = request;
  const open = await client.query({ name: "lock-replayed-destination", text: LOCK_OPEN, values: [destinationId] });
  if (open.rowCount === 0) return 0;
  const { rows } = await client.query<{ made: number }>({
    name: "queue-replay-items",
    text: QUEUE_ITEMS,
    values: [replay.id, destinationId, room, replay.skipDelivered, newId(), replay.createdBy, replay.rate],
  });
  return rows[0]?.made ?? 0;
}

/** What a deleted destination will never get. */
export async function leaveOutRest(client: pg.ClientBase, replayId: string, destinationId: string): Promise<void> {
  await client.query(
    "UPDATE replay_targets SET left_out = total - queued WHERE replay_id = $1 AND destination_id = $2",
    [replayId, destinationId],
  );
}

// A statement of its own: PostgreSQL 18 crashes when a row that it locks changed meanwhile and the same statement goes on
// to find a partition of bodies.
const LOCK_OPEN = `
SELECT 1 FROM destinations WHERE id = $1 AND deleted_at IS NULL AND paused_at IS NULL FOR SHARE`;

// With a rate, the time up to which it is used moves by what was queued, so that no fraction of it is lost.
const QUEUE_ITEMS = `
WITH open AS MATERIALIZED (
  SELECT id, replay_webhook_id FROM destinations WHERE id = $2
), item AS MATERIALIZED (
  SELECT i.event_id FROM open, replay_targets t
  JOIN replay_items i ON i.replay_id = t.replay_id AND i.destination_id = t.destination_id
    AND i.place > t.queued + t.left_out AND i.place <= t.queued + t.left_out + $3::int
  WHERE t.replay_id = $1 AND t.destination_id = $2
), made AS (
  INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, trigger, triggered_by, webhook_id, received_at)
  SELECT uuid_v7_beside($5::uuid), e.id, e.source_id, open.id, $1, 'pending', 'replay', $6,
    CASE open.replay_webhook_id WHEN 'new' THEN uuid_v7_beside($5::uuid) ELSE e.id END, e.received_at
  FROM item JOIN events e ON e.id = item.event_id CROSS JOIN open
  WHERE EXISTS (SELECT 1 FROM bodies b WHERE b.event_id = e.id AND b.received_at = e.received_at)
    AND NOT ($4::boolean AND EXISTS (
      SELECT 1 FROM deliveries v WHERE v.event_id = e.id AND v.destination_id = $2 AND v.status = 'succeeded'
    ))
  RETURNING id
), moved AS (
  UPDATE replay_targets SET queued = queued + m.made, left_out = left_out + m.taken - m.made,
    last_queued_at = CASE WHEN $7::int IS NULL THEN now() ELSE greatest(
      coalesce(last_queued_at, now()) + make_interval(secs => m.taken::float8 / $7::int), now() - interval '1 second') END
  FROM (SELECT (SELECT count(*) FROM item)::int AS taken, (SELECT count(*) FROM made)::int AS made) AS m
  WHERE replay_id = $1 AND destination_id = $2 AND m.taken > 0
  RETURNING m.made
)
SELECT made FROM moved`;
