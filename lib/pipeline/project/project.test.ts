import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { emptyState } from "#lib/testing/empty-state.ts";
import { projectEvents } from "#lib/testing/project-events.ts";
import { aboundEvent, assetEvent } from "#lib/testing/said-events.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { project } from "./project.ts";

let database: TestDatabase;
let asset: string;
let other: string;
let abound: string;

beforeAll(async () => {
  database = await openTestDatabase();
  asset = await insertSource(database.pool, "asset", "asset");
  other = await insertSource(database.pool, "asset", "other");
  abound = await insertSource(database.pool, "abound", "abound");
});
afterAll(() => database.close());
beforeEach(() => emptyState(database.pool));

test("stored events become the state of their business, account, tasks, user and resource", async () => {
  const { pool } = database;
  await insertEvents(pool, [
    assetEvent("BUSINESS_CREATED", "biz_1", {
      sourceId: asset,
      at: "2026-01-01T00:00:00.000001Z",
      externalId: "ext-1",
    }),
    assetEvent("PLAID_ACCOUNT_CONNECTED", "biz_1", { sourceId: asset, at: "2026-01-02T00:00:00Z", accountId: "acc_1" }),
    assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_1", { sourceId: asset, at: "2026-01-04T00:00:00Z", accountId: "acc_1" }),
    assetEvent("PLAID_TRANSACTIONS_SYNCED", "biz_1", {
      sourceId: asset,
      at: "2026-01-03T00:00:00Z",
      accountId: "acc_1",
    }),
    assetEvent("TASK_REQUEST", "biz_1", { sourceId: asset, taskTypes: ["request_receipt", "reconnect_account"] }),
    aboundEvent("taxPayments.created", "user_1", { sourceId: abound, resourceId: "pay_1", status: "created" }),
    aboundEvent("taxPayments.updated", "user_1", {
      sourceId: abound,
      resourceId: "pay_1",
      status: "error",
      message: "nsf",
    }),
  ]);
  await projectEvents(pool);
  expect((await pool.query("SELECT * FROM businesses")).rows).toMatchObject([
    { business_id: "biz_1", status: "created", external_id: "ext-1", external_ids: ["ext-1"], event_count: 5 },
  ]);
  expect((await pool.query("SELECT *, as_of::text FROM connections")).rows).toMatchObject([
    { account_id: "acc_1", state: "expired", last_sync_at: new Date("2026-01-03T00:00:00Z"), candidates: [] },
  ]);
  expect((await pool.query("SELECT * FROM task_lists")).rows).toMatchObject([
    { business_id: "biz_1", state: "open", task_types: ["reconnect_account", "request_receipt"] },
  ]);
  expect((await pool.query("SELECT * FROM users")).rows).toMatchObject([{ user_id: "user_1", event_count: 2 }]);
  expect((await pool.query("SELECT * FROM resources")).rows).toMatchObject([
    { resource: "taxPayments", resource_id: "pay_1", status: "error", message: "nsf", has_open_error: true },
  ]);
});

test("the provider's microseconds are kept", async () => {
  const at = "2026-01-01T00:00:00.123456Z";
  await insertEvents(database.pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId: asset, at })]);
  await projectEvents(database.pool);
  const { rows } = await database.pool.query("SELECT to_char(created_at, 'SS.US') AS at FROM businesses");
  expect(rows).toEqual([{ at: "00.123456" }]);
});

test("an event is counted once, however often it is projected", async () => {
  const { pool } = database;
  await insertEvents(pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId: asset })]);
  await projectEvents(pool);
  await pool.query("UPDATE projector SET tx = '0'");
  await projectEvents(pool);
  expect((await pool.query("SELECT event_count FROM businesses")).rows).toEqual([{ event_count: 1 }]);
});

test("of two projectors at once one works and the other does nothing", async () => {
  const { pool } = database;
  await insertEvents(pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId: asset })]);
  const outcomes = await Promise.all([project(pool, 10), project(pool, 10), project(pool, 10)]);
  expect(outcomes.filter(({ kind }) => kind === "projected")).toHaveLength(1);
  expect((await pool.query("SELECT event_count FROM businesses")).rows).toEqual([{ event_count: 1 }]);
});

test("a projector killed in the middle leaves nothing behind, and the next applies each event once", async () => {
  const { pool } = database;
  await insertEvents(pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId: asset })]);
  await pool.query(
    "CREATE OR REPLACE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$",
  );
  await pool.query("CREATE TRIGGER die BEFORE UPDATE ON projector FOR EACH ROW EXECUTE FUNCTION die()");
  try {
    await expect(project(pool, 10)).rejects.toThrow();
    expect((await pool.query("SELECT * FROM notices")).rows).toEqual([]);
  } finally {
    await pool.query("DROP TRIGGER die ON projector");
  }
  await projectEvents(pool);
  expect((await pool.query("SELECT event_count FROM businesses")).rows).toEqual([{ event_count: 1 }]);
});

test("events of a transaction that commits late are not skipped", async () => {
  const { pool } = database;
  const slow = await pool.connect();
  try {
    await slow.query("BEGIN");
    const [id] = await insertEvents(slow as never, [assetEvent("BUSINESS_CREATED", "biz_late", { sourceId: asset })]);
    await insertEvents(pool, [assetEvent("BUSINESS_CREATED", "biz_soon", { sourceId: other })]);
    expect(await project(pool, 10)).toEqual({ kind: "caught_up" });
    await slow.query("COMMIT");
    await projectEvents(pool);
    const { rows } = await pool.query("SELECT event_id, business_id FROM notices ORDER BY business_id");
    expect(rows).toMatchObject([{ event_id: id, business_id: "biz_late" }, { business_id: "biz_soon" }]);
  } finally {
    slow.release();
  }
});

test("two accounts whose ids differ only in where a line break stands both get a state", async () => {
  const { pool } = database;
  await insertEvents(pool, [
    assetEvent("PLAID_ACCOUNT_EXPIRED", "biz\n1", { sourceId: asset, at: "2026-01-01T00:00:00Z", accountId: "acc" }),
    assetEvent("PLAID_ACCOUNT_CONNECTED", "biz", { sourceId: asset, at: "2026-01-01T00:00:00Z", accountId: "1\nacc" }),
  ]);
  await projectEvents(pool);
  expect((await pool.query("SELECT account_id, state FROM connections ORDER BY account_id")).rows).toEqual([
    { account_id: "1\nacc", state: "connected" },
    { account_id: "acc", state: "expired" },
  ]);
});

test("an unknown or unreadable event is activity of its business and changes no state", async () => {
  const { pool } = database;
  await insertEvents(pool, [
    assetEvent("BUSINESS_ACTIVATED", "biz_1", { sourceId: asset, at: "2026-01-01T00:00:00Z" }),
    assetEvent("BUSINESS_DEACTIVATED", "biz_1", { sourceId: asset, at: "2026-01-02T00:00:00Z", flags: ["unparsed"] }),
    assetEvent("LEDGER_CLOSED", "biz_1", { sourceId: asset, flags: ["unknown_type"] }),
    { sourceId: asset, type: "unparsed", flags: ["unparsed"] },
  ]);
  await projectEvents(pool);
  expect((await pool.query("SELECT status, event_count FROM businesses")).rows).toEqual([
    { status: "active", event_count: 3 },
  ]);
});

test("an event whose body is gone is activity of its business", async () => {
  const { pool } = database;
  await insertEvents(pool, [
    assetEvent("BUSINESS_DEACTIVATED", "biz_1", { sourceId: asset, at: "2026-01-01T00:00:00Z" }),
  ]);
  await pool.query("DELETE FROM bodies");
  await projectEvents(pool);
  expect((await pool.query("SELECT status, event_count FROM businesses")).rows).toEqual([
    { status: "unknown", event_count: 1 },
  ]);
});

test("activity after a deactivation is counted while the business is inactive", async () => {
  const { pool } = database;
  await insertEvents(pool, [
    assetEvent("PLAID_TRANSACTIONS_SYNCED", "biz_1", { sourceId: asset, at: "2026-01-02T00:00:00Z", accountId: "a" }),
    assetEvent("PLAID_TRANSACTIONS_SYNCED", "biz_1", { sourceId: asset, at: "2026-01-04T00:00:00Z", accountId: "a" }),
  ]);
  await projectEvents(pool);
  await insertEvents(pool, [
    assetEvent("BUSINESS_DEACTIVATED", "biz_1", { sourceId: asset, at: "2026-01-03T00:00:00Z" }),
  ]);
  await projectEvents(pool);
  const late = "SELECT late_activity_count AS count, late_activity_at AS at FROM businesses";
  expect((await pool.query(late)).rows).toEqual([{ count: 1, at: new Date("2026-01-04T00:00:00Z") }]);
  await insertEvents(pool, [
    assetEvent("BUSINESS_ACTIVATED", "biz_1", { sourceId: asset, at: "2026-01-05T00:00:00Z" }),
  ]);
  await projectEvents(pool);
  expect((await pool.query(late)).rows).toEqual([{ count: 0, at: null }]);
});

test("of very many repetitions each but the first is flagged, at a cost that does not grow with their square", async () => {
  const { pool } = database;
  const said = { sourceId: asset, at: "2026-01-01T00:00:00Z", accountId: "a" };
  const receivedAt = (second: number) => new Date(Date.UTC(2026, 0, 5, 0, 0, second));
  for (let from = 0; from < 6_000; from += 1_000) {
    const seconds = Array.from({ length: 1_000 }, (_, index) => from + index);
    await insertEvents(
      pool,
      seconds.map((second) =>
        assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_1", { ...said, receivedAt: receivedAt(second) }),
      ),
    );
  }
  await projectEvents(pool);
  const { rows } = await pool.query(
    "SELECT count(*)::int AS count, min(received_at) AS first FROM events WHERE flags @> '{probable_retry}'",
  );
  expect(rows).toEqual([{ count: 5_999, first: receivedAt(1) }]);
});

test("a repetition under a new id is flagged as a probable retry, whichever was projected first", async () => {
  const { pool } = database;
  const seen = (second: number) => new Date(Date.UTC(2026, 0, 5, 0, 0, second));
  const said = { sourceId: asset, at: "2026-01-01T00:00:00Z", accountId: "a" };
  const [late] = await insertEvents(pool, [
    assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_1", { ...said, receivedAt: seen(9) }),
  ]);
  await projectEvents(pool);
  await insertEvents(pool, [
    assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_1", { ...said, receivedAt: seen(1) }),
    assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_1", { ...said, at: "2026-01-01T00:00:01Z", receivedAt: seen(2) }),
  ]);
  await projectEvents(pool);
  const { rows } = await pool.query("SELECT id, flags FROM events WHERE flags @> '{probable_retry}'");
  expect(rows).toEqual([{ id: late, flags: expect.arrayContaining(["probable_retry"]) }]);
});

test("an event that a door counts a duplicate of at that moment is flagged all the same", async () => {
  const { pool } = database;
  const said = { sourceId: asset, at: "2026-01-01T00:00:00Z", accountId: "a" };
  const seen = (second: number) => new Date(Date.UTC(2026, 0, 5, 0, 0, second));
  const ids = await insertEvents(pool, [
    assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_1", { ...said, receivedAt: seen(1) }),
    assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_1", { ...said, receivedAt: seen(2) }),
    assetEvent("PLAID_ACCOUNT_EXPIRED", "biz_1", { ...said, receivedAt: seen(3) }),
  ]);
  const door = await pool.connect();
  try {
    await door.query("BEGIN");
    await door.query("UPDATE events SET duplicates = duplicates + 1 WHERE id = ANY ($1)", [ids]);
    const projecting = project(pool, 10);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await door.query("COMMIT");
    await projecting;
  } finally {
    door.release();
  }
  const { rows } = await pool.query("SELECT id FROM events WHERE flags @> '{probable_retry}' ORDER BY received_at");
  expect(rows.map(({ id }) => id)).toEqual(ids.slice(1));
});
