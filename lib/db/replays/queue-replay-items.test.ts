import { afterAll, beforeAll, expect, test } from "vitest";
import { insertBulkEvents } from "#lib/testing/bulk-events.ts";
import { beginReplay } from "#lib/testing/replay-test.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { findUnsettledReplays } from "./find-unsettled-replays.ts";
import { queueReplayItems } from "./queue-replay-items.ts";
import { selectReplayItems } from "./select-replay-items.ts";

let console: TestConsole;

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

/** Queues while somebody else is changing the destination; `change` is committed when the queueing waits for it. */
async function queueDuring(change: string): Promise<number> {
  const { pool } = console.database;
  const [replay] = await findUnsettledReplays(pool);
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM destinations");
  const destinationId = rows[0]?.id;
  if (replay === undefined || destinationId === undefined) throw new Error("there is no replay");
  const [operator, worker] = [await pool.connect(), await pool.connect()];
  try {
    await operator.query("BEGIN");
    await operator.query(`UPDATE destinations SET ${change}`);
    // After a few uses the worker's plan is a generic one, which looks for partitions while it runs.
    await worker.query("SET plan_cache_mode = force_generic_plan");
    const queueing = queueReplayItems(worker, { replay, destinationId, room: 5 });
    await expect.poll(() => isSomebodyWaiting(), { timeout: 5_000 }).toBe(true);
    await operator.query("COMMIT");
    return await queueing;
  } finally {
    await worker.query("RESET plan_cache_mode");
    operator.release();
    worker.release();
  }
}

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await console.database.pool.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows.length > 0;
}

test("a destination that is changed at this moment gets its items, one that is being paused gets none", async () => {
  const { pool } = console.database;
  const asset = await insertSource(pool, "asset", "asset");
  await insertBulkEvents(pool, { sourceId: asset, count: 50 });
  await insertDestination(pool, "Ledger");
  const id = await beginReplay({ filter: {} });
  await selectReplayItems(pool, id, new AbortController().signal);
  expect(await queueDuring("rate = 7")).toBe(5);
  expect(await queueDuring("paused_at = now()")).toBe(0);
  const { rows } = await pool.query("SELECT queued, left_out FROM replay_targets");
  expect(rows).toEqual([{ queued: 5, left_out: 0 }]);
});
