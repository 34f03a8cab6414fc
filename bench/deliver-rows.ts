import type pg from "pg";

/** Older than every transaction of the run, so that the projector is past these events from the start. */
const PROJECTED_TX = "3";

type Seed = { sourceId: string; count: number; bytes: number };

/**
 * Stores events with bodies by SQL alone, as a day of traffic would have left them, and projected: benchmarks of
 * delivery are not about state. Returns nothing; `insertDeliveries` takes the oldest of the source.
 */
export async function insertEvents(pool: pg.Pool, { sourceId, count, bytes }: Seed): Promise<void> {
  await bulk(pool, async (client) => {
    await client.query("UPDATE projector SET tx = greatest(tx, pg_current_xact_id())");
    await client.query(INSERT_EVENTS, [sourceId, count, bytes, PROJECTED_TX]);
  });
}

type Backlog = { sourceId: string; destinationId: string; count: number };

/** A pending delivery of each of the source's oldest events, due since their receipt. */
export async function insertDeliveries(pool: pg.Pool, { sourceId, destinationId, count }: Backlog): Promise<void> {
  await bulk(pool, (client) => client.query(INSERT_DELIVERIES, [sourceId, destinationId, count]));
}

export async function analyze(pool: pg.Pool): Promise<void> {
  await pool.query("VACUUM (ANALYZE) events, bodies, deliveries, attempts");
}

/** Empties what the last step filled; its destinations take nothing any more. */
export async function clearDeliveries(pool: pg.Pool): Promise<void> {
  await pool.query("UPDATE destinations SET deleted_at = now() WHERE deleted_at IS NULL");
  await pool.query("TRUNCATE deliveries, attempts, replay_items, destination_breakers, attempt_minutes");
}

// Without foreign key checks and triggers: they are a third of the time, and the rows fit by construction.
async function bulk(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<unknown>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL statement_timeout = 0");
    await work(client);
    await client.query("COMMIT");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const INSERT_EVENTS = `
WITH made AS MATERIALIZED (
  SELECT uuidv7() AS id, clock_timestamp() AS received_at, n FROM generate_series(1, $2::int) AS n
), stored AS (
  INSERT INTO events (id, source_id, provider_key, body_hash, type, received_at, last_seen_at, flags, door,
    verification_scheme, verification_via, verification_key, tx)
  SELECT id, $1, id::text, sha256(uuid_send(id)), 'bench.stored', received_at, received_at, '{}', 'receiver', 'hmac', 'raw',
    'bench', $4::text::xid8
  FROM made
)
INSERT INTO bodies (event_id, received_at, raw, headers)
SELECT id, received_at,
  convert_to(json_build_object('event', 'bench.stored', 'n', n, 'pad', repeat('x', $3::int - 60))::text, 'UTF8'), '[]'
FROM made`;

const INSERT_DELIVERIES = `
INSERT INTO deliveries (id, event_id, source_id, destination_id, status, webhook_id, received_at, next_attempt_at)
SELECT uuidv7(), e.id, e.source_id, $2, 'pending', e.id, e.received_at, e.received_at
FROM (SELECT id, source_id, received_at FROM events WHERE source_id = $1 ORDER BY id LIMIT $3::int) AS e`;
