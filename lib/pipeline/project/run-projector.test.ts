import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { runWorker } from "#lib/pipeline/run-worker.ts";
import { readEnv } from "#lib/platform/env.ts";
import { createLog } from "#lib/platform/log.ts";
import { TEST_SECRET } from "#lib/testing/delivery-fixtures.ts";
import { emptyState } from "#lib/testing/empty-state.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { assetEvent } from "#lib/testing/said-events.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertEvents } from "#lib/testing/test-events.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { Projector } from "./run-projector.ts";

const log = createLog("worker", { level: "silent" });

let database: TestDatabase;
let asset: string;
let projector: Projector;

beforeAll(async () => {
  database = await openTestDatabase();
  process.env.DATABASE_URL = database.url;
  asset = await insertSource(database.pool, "asset", "asset");
});
afterAll(async () => {
  const { prisma } = await import("#lib/db/prisma.ts");
  await prisma.$disconnect();
  await database.close();
});
beforeEach(async () => {
  await emptyState(database.pool);
  projector = new Projector({ pool: database.pool, log });
});
afterEach(() => projector.stop());

async function counted(): Promise<number> {
  const { rows } = await database.pool.query("SELECT coalesce(sum(event_count), 0)::int AS n FROM businesses");
  return rows[0].n;
}

test("events are projected while it runs, also when nobody wakes it", async () => {
  projector.wake();
  await insertEvents(database.pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId: asset })]);
  await eventually(async () => expect(await counted()).toBe(1));
  await insertEvents(database.pool, [assetEvent("BUSINESS_CREATED", "biz_2", { sourceId: asset })]);
  await eventually(async () => expect(await counted()).toBe(2));
});

test("more events than one batch holds are projected without a pause", async () => {
  await insertEvents(
    database.pool,
    Array.from({ length: 2500 }, (_, n) => assetEvent("BUSINESS_CREATED", `biz_${n % 7}`, { sourceId: asset })),
  );
  projector.wake();
  await eventually(async () => expect(await counted()).toBe(2500));
});

test("two projectors at once count each event once", async () => {
  const second = new Projector({ pool: database.pool, log });
  projector.wake();
  second.wake();
  for (let batch = 0; batch < 10; batch += 1) {
    const events = Array.from({ length: 50 }, () => assetEvent("LEDGER_CLOSED", "biz_1", { sourceId: asset }));
    await insertEvents(database.pool, events);
  }
  await eventually(async () => expect(await counted()).toBe(500));
  await second.stop();
});

test("it goes on after the database refused to work for a while", async () => {
  await database.pool.query("ALTER TABLE projector RENAME TO away");
  projector.wake();
  await insertEvents(database.pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId: asset })]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await database.pool.query("ALTER TABLE away RENAME TO projector");
  await eventually(async () => expect(await counted()).toBe(1));
});

test("a parked event is applied when its next attempt is due", async () => {
  const [id] = await insertEvents(database.pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId: asset })]);
  await database.pool.query("UPDATE projector SET (tx, event_id) = (SELECT tx, id FROM events)");
  await database.pool.query("INSERT INTO parked_events (event_id, error, next_attempt_at) VALUES ($1, 'x', now())", [
    id,
  ]);
  projector.wake();
  await eventually(async () => expect(await counted()).toBe(1));
  expect((await database.pool.query("SELECT FROM parked_events")).rowCount).toBe(0);
});

test("a worker projects what a door announces, checks it, and stops within two seconds", async () => {
  const outcome = readEnv({ DATABASE_URL: database.url, SIGNALBOX_SECRET: TEST_SECRET });
  if (outcome.kind === "invalid") throw new Error(outcome.problems.join());
  const worker = await runWorker({ ...outcome.env, databaseUrl: database.url, secret: TEST_SECRET }, log);
  await insertEvents(database.pool, [assetEvent("BUSINESS_CREATED", "biz_1", { sourceId: asset })]);
  await database.pool.query("SELECT pg_notify('signalbox_events', '')");
  await eventually(async () => expect(await counted()).toBe(1));
  await eventually(async () => {
    const { rows } = await database.pool.query("SELECT checked_count::int AS n FROM state_checks");
    expect(rows[0].n).toBeGreaterThan(0);
  });
  const startedAt = performance.now();
  await worker.stop();
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
