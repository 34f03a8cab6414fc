import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import { createLog } from "#lib/platform/log.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { createPool } from "./pool.ts";
import { startHeartbeat } from "./start-heartbeat.ts";

const EMPTY: SpoolStatus = { state: "empty", waiting: 0, bytes: 0, since: null, setAside: 0, problem: null };
const log = createLog("receiver", { level: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query("ALTER TABLE IF EXISTS away RENAME TO heartbeats");
  await database.pool.query("TRUNCATE heartbeats");
});

type Beat = { state: string | null; isLast: boolean; cutOffMs: number | null };

async function beats(): Promise<Beat[]> {
  const { rows } = await database.pool.query<Beat>(`
SELECT spool ->> 'state' AS state, is_last AS "isLast", extract(epoch FROM beat_at - unwritten_since) * 1000 AS "cutOffMs"
FROM heartbeats ORDER BY beat_at`);
  return rows;
}

test("a change of what the spool does is told at once, and the end on purpose", async () => {
  let spool = EMPTY;
  const stop = startHeartbeat(database.pool, "receiver", log, () => spool);
  await eventually(async () => expect(await beats()).toHaveLength(1));
  spool = { ...EMPTY, state: "draining", waiting: 37, bytes: 9, since: "2026-11-22T14:02:00.000Z" };
  await eventually(async () => expect((await beats()).map(({ state }) => state)).toEqual(["empty", "draining"]));
  spool = EMPTY;
  await eventually(async () => expect((await beats()).at(-1)?.state).toBe("empty"));
  await stop();
  expect((await beats()).at(-1)).toMatchObject({ state: "empty", isLast: true });
});

test("a process without a spool says nothing of one", async () => {
  await startHeartbeat(database.pool, "worker", log)();
  expect((await beats()).map(({ state }) => state)).toEqual([null, null]);
});

test("the first beat after an outage comes at once and says since when the process tried", async () => {
  const pool = createPool({ url: database.url, name: "test", max: 1 });
  let state: SpoolStatus["state"] = "empty";
  const stop = startHeartbeat(pool, "receiver", log, () => ({ ...EMPTY, state }));
  await eventually(async () => expect(await beats()).toHaveLength(1));
  await database.pool.query("ALTER TABLE heartbeats RENAME TO away");
  state = "keeping";
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await database.pool.query("ALTER TABLE away RENAME TO heartbeats");
  await eventually(async () => expect(await beats()).toHaveLength(2));
  const [first, second] = await beats();
  expect(first?.cutOffMs).toBeNull();
  expect(Number(second?.cutOffMs)).toBeGreaterThan(700);
  await stop();
  await pool.end();
});
