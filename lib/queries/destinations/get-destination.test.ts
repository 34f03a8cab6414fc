import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeReadPool } from "#lib/db/read-rows.ts";
import { destinationDetail } from "#lib/domain/api/destinations.ts";
import { encodeAttemptError } from "#lib/domain/stored-attempt-error.ts";
import { recordAttempt } from "#lib/testing/record-attempt.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { getDestination } from "./get-destination.ts";
import { listDestinations } from "./list-destinations.ts";

const viewer = testActor("viewer");
const UNAVAILABLE = encodeAttemptError({ kind: "http_5xx", status: 503, retryAfterSeconds: null });
let database: TestDatabase;
let asset: string;
let abound: string;
let ledger: string;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  asset = await insertSource(database.pool, "asset", "asset");
  abound = await insertSource(database.pool, "abound", "abound", { environment: "sandbox" });
});
afterAll(async () => {
  await closeReadPool();
  await database.close();
});
beforeEach(async () => {
  await query("TRUNCATE deliveries, attempts, attempt_minutes, events, bodies, requests, destinations CASCADE");
  ledger = await insertDestination(database.pool, "Ledger");
});

async function query(sql: string, values: unknown[] = []) {
  return (await database.pool.query(sql, values)).rows;
}

async function detail() {
  const found = await getDestination(viewer, ledger);
  if (found === null) throw new Error("there is no destination");
  return destinationDetail.parse(found);
}

const FAILED = {
  next: "retry_scheduled",
  retryInMs: 60_000,
  outcome: "failed",
  outcomeCode: "http_5xx",
  statusCode: 503,
  error: UNAVAILABLE,
} as const;

function store(count: number) {
  return insertEvents(
    database.pool,
    Array.from({ length: count }, () => ({ sourceId: asset })),
  );
}

async function deliveries(): Promise<string[]> {
  return (await query("SELECT id FROM deliveries WHERE destination_id = $1 ORDER BY id", [ledger])).map(({ id }) => id);
}

async function deliveryOf(type: string): Promise<string> {
  const [row] = await query("SELECT d.id FROM deliveries d JOIN events e ON e.id = d.event_id WHERE e.type = $1", [
    type,
  ]);
  return row.id;
}

test("a destination that is spared says since when, why, when it is tried again and how many wait", async () => {
  await store(3);
  const [later = ""] = await deliveries();
  await query(
    "UPDATE deliveries SET status = 'retry_scheduled', next_attempt_at = now() + interval '1 hour' WHERE id = $1",
    [later],
  );
  await query(
    `INSERT INTO destination_breakers (destination_id, state, opened_at, error, failures, next_probe_at)
     VALUES ($1, 'open', now(), $2, 12, now() + interval '5 s')`,
    [ledger, UNAVAILABLE],
  );
  const { breaker, health } = await detail();
  expect(breaker).toMatchObject({
    state: "open",
    waiting: 2,
    why: "12 failures in a row. The receiver failed with 503.",
  });
  expect(Date.parse(breaker.nextProbeAt ?? "")).toBeGreaterThan(Date.parse(breaker.openedAt ?? ""));
  expect(health).toBe("failing");
  await query("UPDATE destination_breakers SET state = 'closed'");
  expect((await detail()).breaker).toEqual({
    state: "closed",
    openedAt: null,
    nextProbeAt: null,
    why: null,
    waiting: 0,
  });
});

test("every destination has its last 24 hours, also the hours without an attempt, and no other's", async () => {
  const quiet = await insertDestination(database.pool, "Quiet");
  await query(
    `INSERT INTO attempt_minutes (minute, destination_id, outcome, count) VALUES
      (date_trunc('minute', now()), $1, 'succeeded', 7), (date_trunc('minute', now()), $1, 'failed', 2),
      (date_trunc('minute', now()) - interval '30 hours', $1, 'failed', 9)`,
    [ledger],
  );
  const { data } = await listDestinations(viewer);
  const hoursOf = (id: string) => data.find((row) => row.id === id)?.hours ?? [];
  expect(hoursOf(ledger)).toHaveLength(24);
  expect(hoursOf(ledger).at(-1)).toMatchObject({ succeeded: 7, failed: 2 });
  expect(
    hoursOf(ledger)
      .slice(0, -1)
      .every(({ succeeded, failed }) => succeeded + failed === 0),
  ).toBe(true);
  expect(hoursOf(quiet)).toHaveLength(24);
  expect(hoursOf(quiet).every(({ succeeded, failed }) => succeeded + failed === 0)).toBe(true);
});

test("the filters are tried on the events of the last 7 days and on no older ones", async () => {
  await query("UPDATE destinations SET event_types = '{PLAID_*}', sources = '{asset}' WHERE id = $1", [ledger]);
  const old = new Date(Date.now() - 8 * 86_400_000);
  await insertEvents(database.pool, [
    { sourceId: asset, type: "PLAID_ACCOUNT_EXPIRED" },
    { sourceId: asset, type: "PLAID_ACCOUNT_CONNECTED" },
    { sourceId: asset, type: "TASK_REQUEST" },
    { sourceId: abound, type: "PLAID_NOT_FROM_ASSET" },
    { sourceId: asset, type: "PLAID_ACCOUNT_EXPIRED", receivedAt: old },
  ]);
  expect((await detail()).matching).toMatchObject({ events: 2, total: 4 });
});

test("what it received lately comes newest attempt first, with answer, duration and what went wrong", async () => {
  await insertEvents(database.pool, [
    { sourceId: asset, type: "FIRST" },
    { sourceId: asset, type: "SECOND" },
    { sourceId: asset, type: "NEVER_SENT" },
  ]);
  await recordAttempt(database.pool, await deliveryOf("SECOND"));
  await recordAttempt(database.pool, await deliveryOf("FIRST"), { ...FAILED, startedAgoMs: 840, durationMs: 840 });
  const { recent, latency } = await detail();
  expect(recent).toMatchObject([
    { eventType: "SECOND", status: "succeeded", statusCode: 204, durationMs: 20, error: null },
    {
      eventType: "FIRST",
      status: "retry_scheduled",
      statusCode: 503,
      durationMs: 840,
      error: "The receiver failed with 503.",
    },
  ]);
  expect(latency).toEqual({ attempts: 2, p50Ms: 20, p95Ms: 840 });
});

test("at most 20 are listed, and a backlog that was not sent does not hide them", async () => {
  await store(30);
  for (const id of (await deliveries()).slice(0, 22)) await recordAttempt(database.pool, id);
  expect((await detail()).recent).toHaveLength(20);
});

test("a pause counts what its end will send: held by it or not marked yet, and nothing that a source holds", async () => {
  await store(4);
  expect((await detail()).heldByPause).toBe(0);
  const [a, b, c] = await deliveries();
  await query("UPDATE destinations SET paused_at = now() WHERE id = $1", [ledger]);
  await query("UPDATE deliveries SET status = 'held', reason = 'destination_paused' WHERE id = ANY ($1)", [[a, b]]);
  await query("UPDATE deliveries SET status = 'held', reason = 'source_paused' WHERE id = $1", [c]);
  expect((await detail()).heldByPause).toBe(3);
});

test("without a delivery there is nothing lately and no latency", async () => {
  expect(await detail()).toMatchObject({ recent: [], latency: null, matching: { events: 0, total: 0 } });
});
