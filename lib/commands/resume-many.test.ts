import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { continueReleases } from "#lib/db/deliveries/continue-releases.ts";
import { RELEASE_LIMIT } from "#lib/db/deliveries/hold-limit.ts";
import { holdStrayingDeliveries } from "#lib/db/deliveries/hold-straying-deliveries.ts";
import { settleStrandedDeliveries } from "#lib/db/deliveries/settle-stranded-deliveries.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { insertDestination } from "#lib/testing/test-destinations.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { deleteDestination } from "./delete-destination.ts";
import { updateDestination } from "./update-destination.ts";
import { updateSource } from "./update-source.ts";

const REST = 6_000;
const COUNT = RELEASE_LIMIT.beforeLock + REST;
const operator = testActor("operator");
const other = testActor("operator");
let console: TestConsole;
let ledger: string;

beforeAll(async () => {
  console = await openTestConsole();
  const sourceId = await insertSource(console.database.pool, "abound", "abound", { secrets: { main: "s".repeat(32) } });
  ledger = await insertDestination(console.database.pool, "Ledger");
  await query(EVENTS, [sourceId, COUNT]);
  await query(DELIVERIES, [ledger]);
}, 60_000);
afterAll(() => console.close());
beforeEach(async () => {
  await query("DELETE FROM delivery_releases");
  await query("UPDATE sources SET status = 'paused'");
  await query("UPDATE destinations SET paused_at = NULL");
  await query(
    "UPDATE deliveries SET status = 'held', reason = 'source_paused', trigger = 'initial', triggered_by = NULL, completed_at = NULL",
  );
});

async function query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await console.database.pool.query<Row>(sql, values)).rows;
}

// The older an event, the later its delivery was made: nothing but the time of receipt gives the order.
const EVENTS = `
INSERT INTO events (id, source_id, provider_key, body_hash, type, received_at, last_seen_at, flags, door,
  verification_scheme, verification_via, verification_key)
SELECT gen_random_uuid(), $1, 'key-' || n, '', 'X', now() - n * interval '1 second', now(), '{}', 'receiver', 'hmac', 'raw', 'key'
FROM generate_series(1, $2::int) AS n`;
const DELIVERIES = `
INSERT INTO deliveries (id, event_id, source_id, destination_id, status, reason, webhook_id, received_at)
SELECT gen_random_uuid(), id, source_id, $1, 'held', 'source_paused', id, received_at FROM events`;

const resume = (onResume: "deliver" | "discard") =>
  updateSource(operator, "abound", { status: "enabled", reason: "done", onResume });
const statuses = () =>
  query(
    "SELECT status, trigger, triggered_by AS by, count(*)::int AS count FROM deliveries GROUP BY 1, 2, 3 ORDER BY 1",
  );

async function carryOn(): Promise<number[]> {
  const batches: number[] = [];
  for (;;) {
    const moved = await continueReleases(console.database.pool);
    if (moved === 0) return batches;
    batches.push(moved);
  }
}

const HELD = { status: "held", trigger: "initial", by: null };
const DUE = { status: "pending", trigger: "resume", by: operator.label };
const GONE = { status: "discarded", trigger: "initial", by: operator.label };

describe("resuming more than one transaction should move", () => {
  test("sends the longest waiting at once and the rest in batches, in the order of receipt and in the operator's name", async () => {
    expect(await resume("deliver")).toMatchObject({ moved: { delivered: COUNT, held: 0, discarded: 0 } });
    expect(await statuses()).toEqual([
      { ...DUE, count: RELEASE_LIMIT.beforeLock },
      { ...HELD, count: REST },
    ]);
    const [edge] = await query<{ is_ordered: boolean }>(
      `SELECT max(received_at) FILTER (WHERE status = 'pending') < min(received_at) FILTER (WHERE status = 'held') AS is_ordered FROM deliveries`,
    );
    expect(edge).toEqual({ is_ordered: true });
    expect(await settleStrandedDeliveries(console.database.pool)).toBe(0);
    expect(await carryOn()).toEqual([5_000, 1_000]);
    expect(await statuses()).toEqual([{ ...DUE, count: COUNT }]);
    expect(await query("SELECT 1 FROM delivery_releases")).toEqual([]);
    expect(await query("SELECT 1 FROM deliveries WHERE next_attempt_at <> received_at - interval '5 seconds'")).toEqual(
      [],
    );
  });

  test("discards the rest as well, and nothing sends it meanwhile", async () => {
    expect(await resume("discard")).toMatchObject({ moved: { delivered: 0, discarded: COUNT } });
    expect(await settleStrandedDeliveries(console.database.pool)).toBe(0);
    expect(await statuses()).toEqual([
      { ...HELD, count: REST },
      { ...GONE, count: RELEASE_LIMIT.beforeLock },
    ]);
    await carryOn();
    expect(await statuses()).toEqual([{ ...GONE, count: COUNT }]);
  });

  test("a pause meanwhile keeps back what was to be sent, and discards first what was to be discarded", async () => {
    await resume("deliver");
    await updateSource(other, "abound", { status: "paused", reason: "again" });
    expect(await carryOn()).toEqual([]);
    expect(await query("SELECT status, count(*)::int AS count FROM deliveries GROUP BY 1")).toEqual([
      { status: "held", count: COUNT },
    ]);
    await resume("discard");
    await updateSource(other, "abound", { status: "paused", reason: "again" });
    expect(
      await query("SELECT status, triggered_by AS by, count(*)::int AS count FROM deliveries GROUP BY 1, 2"),
    ).toEqual([{ status: "discarded", by: operator.label, count: COUNT }]);
    expect(await query("SELECT 1 FROM delivery_releases")).toEqual([]);
  });

  test("what another pause holds waits for that one", async () => {
    await query("UPDATE destinations SET paused_at = now()");
    expect(await resume("deliver")).toMatchObject({ moved: { delivered: 0, held: COUNT, discarded: 0 } });
    await carryOn();
    expect(await query("SELECT status, reason, count(*)::int AS count FROM deliveries GROUP BY 1, 2")).toEqual([
      { status: "held", reason: "destination_paused", count: COUNT },
    ]);
    expect(await updateDestination(operator, ledger, { paused: false })).toMatchObject({ moved: { delivered: COUNT } });
    await carryOn();
    expect(await statuses()).toEqual([{ ...DUE, count: COUNT }]);
  });
});

test("deleting a destination for which more waits ends the rest in batches, in the operator's name", async () => {
  const admin = testActor("admin");
  expect(await deleteDestination(admin, ledger)).toEqual({ kind: "deleted", canceled: COUNT });
  expect(await settleStrandedDeliveries(console.database.pool)).toBe(0);
  expect(await holdStrayingDeliveries(console.database.pool)).toBe(0);
  await carryOn();
  expect(
    await query("SELECT status, reason, triggered_by AS by, count(*)::int AS count FROM deliveries GROUP BY 1, 2, 3"),
  ).toEqual([{ status: "canceled", reason: "destination_deleted", by: admin.label, count: COUNT }]);
  expect(await query("SELECT 1 FROM delivery_releases")).toEqual([]);
});
