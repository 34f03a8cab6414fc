import { afterAll, beforeAll, expect, test } from "vitest";
import { insertBulkEvents } from "#lib/testing/bulk-events.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { findProjectionWork } from "./find-projection-work.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const sourceId = await insertSource(database.pool, "asset", "asset");
  await insertBulkEvents(database.pool, { sourceId, count: 20_000 });
});
afterAll(() => database.close());

const AT_END = "UPDATE projector SET (tx, event_id) = (SELECT tx, id FROM events ORDER BY tx DESC, id DESC LIMIT 1)";

test("looking for work finds the next event, and reads none of those that are projected", async () => {
  expect(await findProjectionWork(database.pool)).toEqual({ hasEvents: true, hasParked: false });
  await database.pool.query(AT_END);
  await database.pool.query("ANALYZE events");
  const before = await countSequentialScans();
  expect(await findProjectionWork(database.pool)).toEqual({ hasEvents: false, hasParked: false });
  expect(await countSequentialScans()).toBe(before);
});

/** Of events; what the pool's one session counted is visible once it was told to say so. */
async function countSequentialScans(): Promise<number> {
  await database.pool.query("SELECT pg_stat_force_next_flush()");
  const { rows } = await database.pool.query<{ count: number }>(
    "SELECT seq_scan::int AS count FROM pg_stat_user_tables WHERE relname = 'events'",
  );
  return rows[0]?.count ?? -1;
}
