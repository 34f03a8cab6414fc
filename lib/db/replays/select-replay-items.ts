import type pg from "pg";
import { Prisma } from "#lib/db/generated/client.ts";
import { forEachSuperseded } from "./for-each-superseded.ts";
import { inReplayTurn } from "./in-replay-turn.ts";
import { type QueuedReplay, readQueuedReplay } from "./read-queued-replay.ts";
import { type RunSql, sqlRunner } from "./run-sql.ts";
import { replayPairs, selectedEvents } from "./selected-events.ts";

/** Selecting out of tens of millions takes minutes; nobody waits for it, and a cancel ends it. */
const LIMIT_MS = 3_600_000;

export type SelectOutcome = { kind: "selected"; total: number } | { kind: "not_mine" };

/**
 * Fixes what a queued replay sends, in the order of receipt, and starts it: all of that or nothing. A replay that was
 * canceled meanwhile, or that another worker has, is left alone. Aborting ends the statement under way.
 */
export async function selectReplayItems(pool: pg.Pool, id: string, signal: AbortSignal): Promise<SelectOutcome> {
  const outcome = await inReplayTurn<SelectOutcome>(pool, id, async (client, giveUp) => {
    const replay = await readQueuedReplay(client, id);
    if (replay === null) return { kind: "not_mine" };
    const stopListening = await cancelOnAbort(pool, client, signal);
    try {
      await client.query(`SET LOCAL statement_timeout = ${LIMIT_MS}; SET LOCAL work_mem = '64MB'`);
      const total = await select(client, replay);
      const started = await sqlRunner(client)(start(id));
      return started.length === 0 ? giveUp({ kind: "not_mine" }) : { kind: "selected", total };
    } finally {
      stopListening();
    }
  });
  return outcome ?? { kind: "not_mine" };
}

async function cancelOnAbort(pool: pg.Pool, client: pg.ClientBase, signal: AbortSignal): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  // What is not canceled ends with the process.
  const cancel = () => void pool.query("SELECT pg_cancel_backend($1)", [rows[0]?.pid]).catch(() => undefined);
  signal.addEventListener("abort", cancel);
  return () => signal.removeEventListener("abort", cancel);
}

async function select(client: pg.ClientBase, replay: QueuedReplay): Promise<number> {
  const run = sqlRunner(client);
  const selected = await selectedEvents(replay);
  if (replay.skipSuperseded) await keepSuperseded(client, run, selected);
  const [row] = await run<{ total: number }>(insertItems(replay, selected));
  return row?.total ?? 0;
}

async function keepSuperseded(client: pg.ClientBase, run: RunSql, selected: Prisma.Sql): Promise<void> {
  await client.query("CREATE TEMPORARY TABLE superseded_events (event_id uuid NOT NULL) ON COMMIT DROP");
  await forEachSuperseded(client, selected, async (ids) => {
    await run(Prisma.sql`INSERT INTO superseded_events SELECT unnest(${ids}::uuid[])`);
  });
  await client.query("ANALYZE superseded_events");
}

function insertItems(replay: QueuedReplay, selected: Prisma.Sql): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (replay.skipDelivered) conditions.push(NOT_DELIVERED);
  if (replay.skipSuperseded) conditions.push(NOT_SUPERSEDED);
  return Prisma.sql`
WITH item AS (
  INSERT INTO replay_items (replay_id, destination_id, place, event_id)
  SELECT ${replay.id}::uuid, p.destination_id, row_number() OVER (PARTITION BY p.destination_id ORDER BY p.event_id), p.event_id
  FROM (${replayPairs(selected, replay.destinations)}) AS p WHERE ${Prisma.join(conditions, " AND ")}
  RETURNING destination_id
), target AS (
  INSERT INTO replay_targets (replay_id, destination_id, total)
  SELECT ${replay.id}::uuid, destination_id, count(*) FROM item GROUP BY 2 RETURNING total
)
SELECT coalesce(sum(total), 0)::int AS total FROM target`;
}

const NOT_DELIVERED = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM deliveries v
  WHERE v.event_id = p.event_id AND v.destination_id = p.destination_id AND v.status = 'succeeded'
)`;

const NOT_SUPERSEDED = Prisma.sql`NOT EXISTS (SELECT 1 FROM superseded_events o WHERE o.event_id = p.event_id)`;

function start(id: string): Prisma.Sql {
  return Prisma.sql`
UPDATE replays r SET status = 'running', started_at = now(), updated_at = now(), problem = NULL, total = t.total,
  destination_ids = CASE WHEN r.destination_ids = '{}' THEN t.ids ELSE r.destination_ids END
FROM (
  SELECT coalesce(sum(total), 0)::int AS total, coalesce(array_agg(destination_id ORDER BY destination_id), '{}') AS ids
  FROM replay_targets WHERE replay_id = ${id}::uuid
) AS t
WHERE r.id = ${id}::uuid AND r.status = 'queued' RETURNING r.id`;
}
