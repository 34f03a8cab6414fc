import { expect, test } from "vitest";
import { insertBulkDeliveries, insertBulkEvents } from "#lib/testing/bulk-events.ts";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();
const FRESH = 40;
const BACKLOG = 10_000;

test("D19: a destination that hangs on every call, with 10,000 deliveries waiting, costs the others nothing", async () => {
  const arrivals = new Map<string, number>();
  const good = await worker.startSink((request, response) => {
    arrivals.set(String(request.headers["webhook-id"]), performance.now());
    response.end();
  });
  const hanging = await worker.startSink(() => {});
  await insertDestination(worker.pool, { url: good.url, eventTypes: ["FRESH"] });
  const stuck = await insertDestination(worker.pool, {
    url: hanging.url,
    eventTypes: ["STUCK"],
    timeoutMs: 20_000,
    concurrency: 8,
  });
  const process = await worker.startProcess();

  /** The time from store to receiver, in milliseconds, of which 95 % stay below. */
  const p95 = async () => {
    const stored: [string, number][] = [];
    for (let count = 0; count < FRESH; count += 1) {
      const [id = ""] = await storeEvents(worker.pool, worker.source, ["{}"], { type: "FRESH" });
      stored.push([id, performance.now()]);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    await eventually(() => expect(stored.filter(([id]) => !arrivals.has(id))).toEqual([]));
    const waits = stored.map(([id, at]) => Math.max(0, (arrivals.get(id) ?? 0) - at)).sort((a, b) => a - b);
    return waits[Math.floor(FRESH * 0.95)] ?? 0;
  };

  await p95();
  const before = await p95();
  await insertBulkEvents(worker.pool, { sourceId: worker.source.id, count: BACKLOG, type: "'STUCK'" });
  await insertBulkDeliveries(worker.pool, stuck.id, "pending", "e.type = 'STUCK'");
  await eventually(() => expect(hanging.requests.length).toBe(8));
  const during = await p95();
  expect(during).toBeLessThan(3 * before + 250);
  expect(hanging.requests.length).toBe(8);
  await eventually(async () => expect(await worker.statuses()).toMatchObject({ succeeded: 3 * FRESH }));
  // It would wait for the hanging calls.
  await process.stop("SIGKILL");
}, 60_000);
