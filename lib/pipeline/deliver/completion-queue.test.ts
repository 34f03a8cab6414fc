import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClaimedDelivery, claimDeliveries } from "#lib/db/claim-deliveries.ts";
import { createPool } from "#lib/db/pool.ts";
import { createLog } from "#lib/platform/log.ts";
import { insertDestination, insertSource, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { CompletionQueue } from "./completion-queue.ts";
import type { Attempt } from "./deliver.ts";
import { settleAttempt } from "./settle-attempt.ts";

let database: TestDatabase;
const log = createLog("worker", { level: "silent" });

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function claimThree(): Promise<ClaimedDelivery[]> {
  const source = await insertSource(database.pool);
  const destination = await insertDestination(database.pool, { url: "https://sink.test/", sources: [source.slug] });
  await storeEvents(database.pool, source, ["{}", "{}", "{}"]);
  const budgets = [{ destinationId: destination.id, room: 3, promised: 0 }];
  return claimDeliveries(database.pool, { worker: "w", workers: 1, budgets, isFreshFirst: false });
}

function settle(delivery: ClaimedDelivery, headers: Record<string, string> = {}) {
  const response = { status: 200, headers, snippet: Buffer.from("ok"), isTruncated: false };
  const attempt: Attempt = {
    url: "https://sink.test/",
    requestHeaders: [],
    outcome: { kind: "succeeded", response, durationMs: 5, address: null },
  };
  return settleAttempt({ delivery, attempt, delaysSeconds: [], random: 0.5, isProbe: false });
}

async function recorded(deliveries: readonly ClaimedDelivery[]) {
  const { rows } = await database.pool.query(
    "SELECT d.status, count(a.id)::int AS attempts, bool_and(a.response_headers IS NULL) AS bare FROM deliveries d LEFT JOIN attempts a ON a.delivery_id = d.id WHERE d.id = ANY ($1) GROUP BY d.id ORDER BY d.event_id",
    [deliveries.map(({ id }) => id)],
  );
  return rows;
}

test("a response that PostgreSQL cannot keep costs only that response", async () => {
  const claimed = await claimThree();
  const queue = new CompletionQueue({ pool: database.pool, log, onRecorded: () => {} });
  const unkept = { responseHeadersJson: '["\u0000"]' };
  for (const [index, delivery] of claimed.entries())
    queue.add({ ...settle(delivery), ...(index === 1 && unkept) }, performance.now());
  await queue.drain();
  expect(await recorded(claimed)).toEqual([
    { status: "succeeded", attempts: 1, bare: false },
    { status: "succeeded", attempts: 1, bare: true },
    { status: "succeeded", attempts: 1, bare: false },
  ]);
});

test("results wait while the database is away, and a commit whose answer was lost is not recorded twice", async () => {
  const claimed = await claimThree();
  const pool = createPool({ url: database.url, name: "flaky", max: 1 });
  let failures = 2;
  const query = pool.query.bind(pool);
  Object.assign(pool, {
    query: async (...args: Parameters<typeof query>) => {
      failures -= 1;
      if (failures === 1) throw new Error("connection refused");
      const result: unknown = await Promise.resolve(query(...args));
      if (failures === 0) throw new Error("connection lost during commit");
      return result;
    },
  });
  const recordedIds: string[] = [];
  const queue = new CompletionQueue({
    pool,
    log,
    onRecorded: (attempts) => recordedIds.push(...attempts.map(({ deliveryId }) => deliveryId)),
  });
  for (const delivery of claimed) queue.add(settle(delivery), performance.now());
  await eventually(() => expect(recordedIds.length).toBe(3));
  await queue.drain();
  await pool.end();
  expect(await recorded(claimed)).toEqual(Array(3).fill({ status: "succeeded", attempts: 1, bare: false }));
});
