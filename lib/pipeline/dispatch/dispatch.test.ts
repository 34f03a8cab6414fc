import { describe, expect, test } from "vitest";
import { releaseDeliveries } from "#lib/db/deliveries/release-deliveries.ts";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();

test("what was held while the destination was paused goes out in the order of receipt", async () => {
  const sink = await worker.startSink();
  const destination = await insertDestination(worker.pool, { url: sink.url, concurrency: 1 });
  await worker.startWorker();
  await worker.pool.query("UPDATE destinations SET paused_at = now(), version = version + 1");
  const ids = await storeEvents(
    worker.pool,
    worker.source,
    Array.from({ length: 40 }, (_, index) => `${index}`),
  );
  await eventually(async () => expect(await worker.statuses()).toEqual({ held: 40 }));
  expect(sink.requests.length).toBe(0);
  await worker.pool.query("UPDATE destinations SET paused_at = NULL, version = version + 1");
  const { prisma } = await import("#lib/db/prisma.ts");
  await prisma.$transaction((tx) =>
    releaseDeliveries(
      tx,
      { kind: "destination", id: destination.id },
      { onResume: "deliver", by: "test" },
      "beforeLock",
    ),
  );
  await eventually(async () => expect(await worker.statuses()).toEqual({ succeeded: 40 }));
  expect(sink.requests.map(({ headers }) => headers["webhook-id"])).toEqual(ids);
});

test("what a race with the end of a pause left held is released by itself", async () => {
  const sink = await worker.startSink();
  await insertDestination(worker.pool, { url: sink.url });
  await storeEvents(worker.pool, worker.source, ["{}"]);
  await worker.pool.query("UPDATE deliveries SET status = 'held', reason = 'destination_paused'");
  await worker.startWorker();
  await eventually(async () => expect(await worker.statuses()).toEqual({ succeeded: 1 }));
});

test("a destination gets no more at a time than it takes, and the others do not wait for it", async () => {
  let underWay = 0;
  let most = 0;
  const slow = await worker.startSink(async (_request, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 200));
    underWay -= 1;
    response.end();
  });
  const fast = await worker.startSink();
  await insertDestination(worker.pool, { url: slow.url, concurrency: 3 });
  await insertDestination(worker.pool, { url: fast.url });
  await storeEvents(worker.pool, worker.source, Array(60).fill("{}"));
  await worker.startWorker();
  await eventually(() => expect(fast.requests.length).toBe(60), 3000);
  expect(slow.requests.length).toBeLessThan(60);
  await eventually(async () => expect(await worker.statuses()).toEqual({ succeeded: 120 }));
  expect(most).toBe(3);
});

test("a rate is kept", async () => {
  const sink = await worker.startSink();
  await insertDestination(worker.pool, { url: sink.url, rate: 20 });
  await storeEvents(worker.pool, worker.source, Array(100).fill("{}"));
  await worker.startWorker();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(sink.requests.length).toBeGreaterThan(25);
  expect(sink.requests.length).toBeLessThan(50);
});

describe("stopping", () => {
  test("C13: finishes what is under way and leaves no lease", async () => {
    const sink = await worker.startSink(async (_request, response) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      response.end();
    });
    await insertDestination(worker.pool, { url: sink.url, concurrency: 100 });
    await storeEvents(worker.pool, worker.source, Array(300).fill("{}"));
    const running = await worker.startWorker();
    await eventually(() => expect(sink.requests.length).toBeGreaterThanOrEqual(100));
    await running.stop();
    const after = await worker.statuses();
    expect(after.in_progress).toBeUndefined();
    expect(after.succeeded).toBe(sink.requests.length);
    expect((after.succeeded ?? 0) + (after.pending ?? 0)).toBe(300);
    await worker.startWorker();
    await eventually(async () => expect(await worker.statuses()).toEqual({ succeeded: 300 }));
    expect(new Set(sink.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(300);
    expect(sink.requests.length).toBe(300);
  });
});

test("two workers share the work and send nothing twice", async () => {
  const sink = await worker.startSink();
  await insertDestination(worker.pool, { url: sink.url, concurrency: 20 });
  await worker.startWorker();
  await worker.startWorker();
  await storeEvents(worker.pool, worker.source, Array(1000).fill("{}"));
  await eventually(async () => expect(await worker.statuses()).toEqual({ succeeded: 1000 }));
  expect(sink.requests.length).toBe(1000);
});
