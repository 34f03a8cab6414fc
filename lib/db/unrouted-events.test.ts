import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";

let database: TestDatabase;
let asset: string;
const minute = new Date("2026-01-31T12:00:30Z");

beforeAll(async () => {
  database = await openTestDatabase();
  asset = await insertSource(database.pool, "asset", "asset");
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.pool.query(
    "TRUNCATE deliveries, events, bodies, requests, destinations, unrouted_events, unrouted_minutes CASCADE",
  );
});

const store = (type: string, changes: { fansOut?: boolean; providerKey?: string } = {}) =>
  insertEvents(database.pool, [{ sourceId: asset, slug: "asset", type, receivedAt: minute, ...changes }]);

async function counted() {
  const { rows } = await database.pool.query("SELECT minute, source_id, count FROM unrouted_minutes");
  return rows.map(({ minute: at, source_id, count }) => [at.toISOString(), source_id, count]);
}
async function listed() {
  return (await database.pool.query<{ id: string }>("SELECT event_id AS id FROM unrouted_events")).rows.map(
    ({ id }) => id,
  );
}

test("events that no destination takes are counted by the minute of their receipt, and listed", async () => {
  await insertDestination(database.pool, "Plaid only", { eventTypes: ["PLAID_*"] });
  await insertDestination(database.pool, "Abound only", { sources: ["abound"] });
  await store("PLAID_ACCOUNT_EXPIRED");
  const ids = [...(await store("TASK_REQUEST")), ...(await store("BUSINESS_CREATED"))];
  expect(await counted()).toEqual([["2026-01-31T12:00:00.000Z", asset, 2]]);
  expect((await listed()).sort()).toEqual(ids.sort());
});

test("an event that is held has a destination", async () => {
  await insertDestination(database.pool, "Ledger", { isPaused: true });
  await store("TASK_REQUEST");
  expect([await counted(), await listed()]).toEqual([[], []]);
});

test("what another Signalbox forwarded is listed as going nowhere and not counted as a problem", async () => {
  await insertDestination(database.pool, "Ledger");
  const ids = await store("TASK_REQUEST", { fansOut: false });
  expect([await counted(), await listed()]).toEqual([[], ids]);
});

test("a duplicate counts once", async () => {
  await store("TASK_REQUEST", { providerKey: "twice" });
  await store("TASK_REQUEST", { providerKey: "twice" });
  expect(await counted()).toMatchObject([[expect.any(String), asset, 1]]);
});
