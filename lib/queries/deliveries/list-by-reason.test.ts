import { afterAll, beforeAll, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { encodeAttemptError } from "#lib/domain/stored-attempt-error.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { listDeliveries } from "./list-deliveries.ts";

const viewer = testActor("viewer");
const OPENED = "2026-01-31T12:00:00.000Z";
let database: TestDatabase;
let ledger: string;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  const asset = await insertSource(database.pool, "asset", "asset");
  ledger = await insertDestination(database.pool, "Ledger");
  await insertDestination(database.pool, "Sheet");
  await insertEvents(database.pool, [{ sourceId: asset, slug: "asset", receivedAt: new Date("2026-01-01T00:00:00Z") }]);
  await database.pool.query("UPDATE deliveries SET created_at = '2026-01-01T00:00:00Z'");
});
afterAll(async () => {
  await closeReadPool();
  await database.close();
});

const list = async (reason?: "breaker" | "source_paused" | "poisoned") =>
  (await listDeliveries(viewer, { limit: 50, reason })).data;
const set = (assignments: string) => database.pool.query(`UPDATE deliveries SET ${assignments}`);

test("what waits for a spared destination says so, since when, and what was answered", async () => {
  const error = encodeAttemptError({ kind: "http_5xx", status: 503, retryAfterSeconds: null });
  await database.pool.query(
    "INSERT INTO destination_breakers (destination_id, state, opened_at, error) VALUES ($1, 'open', $2, $3)",
    [ledger, OPENED, error],
  );
  for (const status of ["pending", "retry_scheduled"]) {
    await set(`status = '${status}'`);
    expect(await list("breaker")).toMatchObject([
      { destination: "Ledger", status, reason: "breaker", since: OPENED, explanation: expect.stringContaining("503") },
    ]);
  }
  await set("status = 'succeeded'");
  expect(await list("breaker")).toEqual([]);
  await database.pool.query("UPDATE destination_breakers SET state = 'closed'");
  await set("status = 'pending'");
  expect(await list("breaker")).toEqual([]);
  expect((await list())[0]).toMatchObject({ reason: null, since: null });
});

test("each reason finds its own deliveries", async () => {
  await set("status = 'held', reason = 'source_paused', updated_at = '2026-02-01T00:00:00Z'");
  await database.pool.query("UPDATE sources SET status = 'paused', status_changed_by = 'ada', status_reason = 'audit'");
  const held = await list("source_paused");
  expect(held).toHaveLength(2);
  expect(held[0]).toMatchObject({ since: "2026-02-01T00:00:00.000Z" });
  expect(held[0]?.explanation).toContain("asset is paused by ada: audit");
  expect(await list("poisoned")).toEqual([]);
});

test("a delivery that was given up says after how many attempts", async () => {
  await set("status = 'dead_lettered', reason = NULL, attempt_count = 11, completed_at = now()");
  expect((await list())[0]?.explanation).toContain("Given up after 11 attempts.");
});
