import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createLog } from "#lib/platform/log.ts";
import { emptyState } from "#lib/testing/empty-state.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { randomStory } from "#lib/testing/random-story.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { checkState } from "./check-state.ts";

const log = createLog("worker", { level: "silent" });

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { pool } = database;
  await pool.query("TRUNCATE sources CASCADE");
  await emptyState(pool);
  const asset = await insertSource(pool, "asset", "asset");
  const abound = await insertSource(pool, "abound", "abound");
  await insertEvents(pool, randomStory({ asset, abound, count: 300, seed: 11 }));
  await projectEvents(pool);
});

/** One whole round: a portion of businesses, and one of users. */
async function checkAll(): Promise<void> {
  await checkState(database.pool, log);
  await checkState(database.pool, log);
}

async function differing(): Promise<unknown[]> {
  const sql = "SELECT DISTINCT subject_kind AS kind FROM state_differences ORDER BY 1";
  return (await database.pool.query(sql)).rows.map(({ kind }) => kind);
}

test("live state that is what the events say is found to agree, row by row", async () => {
  await checkAll();
  expect(await differing()).toEqual([]);
  const { rows } = await database.pool.query(`
SELECT checked_count::int AS checked, round_finished_at IS NOT NULL AS is_finished, (
  SELECT sum(n)::int FROM (
    SELECT count(*) AS n FROM businesses UNION ALL SELECT count(*) FROM connections UNION ALL
    SELECT count(*) FROM task_lists UNION ALL SELECT count(*) FROM users UNION ALL SELECT count(*) FROM resources
  ) AS counts
) AS rows FROM state_checks`);
  expect(rows).toEqual([{ checked: rows[0].rows, is_finished: true, rows: rows[0].rows }]);
});

test.each([
  ["businesses", "UPDATE businesses SET event_count = event_count + 1 WHERE business_id = 'biz_1'"],
  ["businesses", "DELETE FROM businesses WHERE business_id = 'biz_1'"],
  ["connections", "UPDATE connections SET since = since + interval '1 microsecond' WHERE business_id = 'biz_1'"],
  ["connections", "DELETE FROM connections WHERE business_id = 'biz_1'"],
  ["task_lists", "UPDATE task_lists SET turnaround_seconds = '{1}' WHERE business_id = 'biz_1'"],
  ["users", "UPDATE users SET last_event_at = now() WHERE user_id = 'user_1'"],
  ["resources", "UPDATE resources SET resource_id = 'res_none' WHERE resource_id = 'res_1' AND user_id = 'user_1'"],
])("a row that was tampered with is found in %s (%s)", async (table, tamper) => {
  expect((await database.pool.query(tamper)).rowCount).toBeGreaterThan(0);
  await checkAll();
  expect(await differing()).toEqual([table]);
});

test("a difference is kept once, with both sides, and goes when the row agrees again", async () => {
  const { pool } = database;
  await pool.query("UPDATE businesses SET event_count = event_count + 1 WHERE business_id = 'biz_1'");
  await checkAll();
  await checkAll();
  const { rows } = await pool.query("SELECT subject_key, live, recomputed FROM state_differences");
  expect(rows).toMatchObject([{ subject_key: ["biz_1"], live: { business_id: "biz_1" } }]);
  expect(rows[0].live.event_count).toBe(rows[0].recomputed.event_count + 1);
  await pool.query("UPDATE businesses SET event_count = event_count - 1 WHERE business_id = 'biz_1'");
  await checkAll();
  expect(await differing()).toEqual([]);
});

test("notices that were tampered with do not hide it", async () => {
  await database.pool.query("UPDATE notices SET at = at - interval '1 year' WHERE kind = 'account_connected'");
  await database.pool.query("UPDATE connections SET state = 'expired', since = NULL WHERE business_id = 'biz_1'");
  await checkAll();
  expect(await differing()).toEqual(["connections"]);
});

test("events that are not projected yet, or parked, are no difference", async () => {
  const { pool } = database;
  const { rows } = await pool.query("SELECT id FROM sources WHERE slug = 'asset'");
  const [id] = await insertEvents(pool, [{ sourceId: rows[0].id, type: "BUSINESS_CREATED", businessId: "biz_1" }]);
  await checkAll();
  expect(await differing()).toEqual([]);
  await pool.query("INSERT INTO parked_events (event_id, error) VALUES ($1, 'x')", [id]);
  await pool.query(
    "UPDATE projector SET (tx, event_id) = (SELECT tx, id FROM events ORDER BY tx DESC, id DESC LIMIT 1)",
  );
  await checkAll();
  expect(await differing()).toEqual([]);
});
