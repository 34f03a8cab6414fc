import type pg from "pg";

export interface PastReplay {
  id: string;
  name: string;
  reason: string;
  createdBy: string;
  createdAt: Date;
  destinationId: string;
  /** One new delivery each, by its id. */
  deliveries: { id: string; eventId: string }[];
}

/** A finished replay with its deliveries, still held; their attempts follow, and the worker counts them. */
export async function writePastReplay(pool: pg.Pool, replay: PastReplay): Promise<void> {
  await pool.query(WRITE_PAST_REPLAY, [
    replay.id,
    replay.name,
    replay.reason,
    replay.createdBy,
    replay.createdAt,
    replay.destinationId,
    replay.deliveries.map(({ id }) => id),
    replay.deliveries.map(({ eventId }) => eventId),
  ]);
}

const WRITE_PAST_REPLAY = `
WITH begun AS (
  INSERT INTO replays (
    id, name, reason, created_by, created_at, event_ids, destination_ids, status, total, started_at, finished_at, updated_at
  )
  VALUES ($1, $2, $3, $4, $5, $8::uuid[], ARRAY[$6::uuid], 'completed', cardinality($8::uuid[]), $5, $5, $5)
  RETURNING id, created_at
), target AS (
  INSERT INTO replay_targets (replay_id, destination_id, total, queued)
  SELECT id, $6::uuid, cardinality($8::uuid[]), cardinality($8::uuid[]) FROM begun
), item AS (
  INSERT INTO replay_items (replay_id, destination_id, place, event_id)
  SELECT begun.id, $6::uuid, row_number() OVER (ORDER BY n.event_id), n.event_id FROM begun, unnest($8::uuid[]) AS n (event_id)
)
INSERT INTO deliveries (
  id, event_id, source_id, destination_id, replay_id, status, trigger, triggered_by, webhook_id, received_at, created_at
)
SELECT n.id, e.id, e.source_id, $6::uuid, begun.id, 'held', 'replay', $4, e.id, e.received_at, begun.created_at
FROM begun, unnest($7::uuid[], $8::uuid[]) AS n (id, event_id) JOIN events e ON e.id = n.event_id`;
