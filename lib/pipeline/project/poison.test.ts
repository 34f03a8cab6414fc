import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { insertDestination } from "#lib/testing/delivery-fixtures.ts";
import { emptyState } from "#lib/testing/empty-state.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { randomStory } from "#lib/testing/random-story.ts";
import { assetEvent } from "#lib/testing/said-events.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { rebuild } from "./rebuild.ts";
import { retryParked } from "./retry-parked.ts";

const BREAK = "ALTER TABLE connections ADD CONSTRAINT broken CHECK (account_id <> 'acc_bad')";
const MEND = "ALTER TABLE connections DROP CONSTRAINT IF EXISTS broken";

let database: TestDatabase;
let asset: string;
let abound: string;

beforeAll(async () => {
  database = await openTestDatabase();
  asset = await insertSource(database.pool, "asset", "asset");
  abound = await insertSource(database.pool, "abound", "abound");
  await insertDestination(database.pool, { url: "https://sink.test/" });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query(MEND);
  await emptyState(database.pool);
});

async function storyWith(bad: string): Promise<string> {
  const story = randomStory({ asset, abound, count: 60, seed: 3 });
  await insertEvents(database.pool, story.slice(0, 30));
  const said = { sourceId: asset, at: "2026-01-01T00:00:00Z", accountId: bad };
  const [id = ""] = await insertEvents(database.pool, [assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_0", said)]);
  await insertEvents(database.pool, story.slice(30));
  return id;
}

async function parked(): Promise<unknown[]> {
  return (await database.pool.query("SELECT event_id AS id, attempts, error FROM parked_events")).rows;
}

async function isWhole(): Promise<boolean> {
  const client = new pg.Client({ connectionString: database.url, options: "-c timezone=UTC" });
  await client.connect();
  try {
    return (await rebuild({ client, applyAs: null, onProgress: () => undefined })).kind === "same";
  } finally {
    await client.end();
  }
}

test("C14: an event that the database refuses is parked and delivered; every other one is applied", async () => {
  await database.pool.query(BREAK);
  const id = await storyWith("acc_bad");
  await projectEvents(database.pool);
  expect(await parked()).toEqual([{ id, attempts: 1, error: expect.stringContaining("broken") }]);
  const { rows } = await database.pool.query(
    "SELECT count(*)::int AS n, projected_count::int AS all FROM notices, projector GROUP BY 2",
  );
  expect(rows).toEqual([{ n: 60, all: 61 }]);
  const delivery = await database.pool.query("SELECT status FROM deliveries WHERE event_id = $1", [id]);
  expect(delivery.rows).toEqual([{ status: "pending" }]);
  expect(await isWhole()).toBe(true);
});

test("an event on which reading fails is parked; every other one is applied", async () => {
  const id = await storyWith("acc_1");
  await database.pool.query("UPDATE bodies SET received_at = '20000-01-01' WHERE event_id = $1", [id]);
  await database.pool.query("UPDATE events SET received_at = '20000-01-01' WHERE id = $1", [id]);
  await projectEvents(database.pool);
  expect(await parked()).toEqual([{ id, attempts: 1, error: expect.stringContaining("PLAID_ACCOUNT_EXPIRED") }]);
  expect(await isWhole()).toBe(true);
});

test("a parked event is applied by a later attempt, once what stopped it is mended", async () => {
  const { pool } = database;
  await pool.query(BREAK);
  await storyWith("acc_bad");
  await projectEvents(pool);
  expect(await retryParked(pool)).toEqual({ applied: 0, failed: [] });
  await pool.query(MEND);
  await pool.query("UPDATE parked_events SET next_attempt_at = now()");
  expect(await retryParked(pool)).toEqual({ applied: 1, failed: [] });
  expect(await parked()).toEqual([]);
  expect((await pool.query("SELECT state FROM connections WHERE account_id = 'acc_bad'")).rows).toEqual([
    { state: "expired" },
  ]);
  expect(await isWhole()).toBe(true);
});

test("the pauses between attempts grow, and after the fifth only an operator has it tried again", async () => {
  const { pool } = database;
  await pool.query(BREAK);
  const id = await storyWith("acc_bad");
  await projectEvents(pool);
  const pauses: unknown[] = [];
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const { rows } = await pool.query(
      "SELECT extract(epoch FROM next_attempt_at - last_attempt_at)::int AS pause FROM parked_events",
    );
    pauses.push(rows[0].pause);
    await pool.query("UPDATE parked_events SET next_attempt_at = now() WHERE next_attempt_at IS NOT NULL");
    await retryParked(pool);
  }
  expect(pauses).toEqual([60, 300, 1800, 7200, null]);
  expect(await parked()).toMatchObject([{ id, attempts: 5 }]);
});
