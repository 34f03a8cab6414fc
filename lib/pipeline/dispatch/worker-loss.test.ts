import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const IN_FLIGHT = 100;
/** What the product promises: from the moment that another worker is there until all is sent again. */
const RECOVERED_WITHIN_MS = 2000;

const worker = workerTest();

async function rowsOf(sql: string) {
  return (await worker.pool.query(sql)).rows;
}

const OUTCOMES = "SELECT number, outcome, count(*)::int FROM attempts GROUP BY 1, 2 ORDER BY 1, 2";

test.each([
  ["a new", false],
  ["another", true],
])(
  "C02: of a worker that is killed, 100 deliveries under way are all sent again by %s one within two seconds",
  async (_, isThere) => {
    let isHanging = true;
    const sink = await worker.startSink((_request, response) => {
      if (!isHanging) response.end();
    });
    await insertDestination(worker.pool, { url: sink.url, concurrency: IN_FLIGHT, timeoutMs: 30_000 });
    const ids = await storeEvents(worker.pool, worker.source, Array(IN_FLIGHT).fill("{}"));
    const first = await worker.startProcess();
    await eventually(() => expect(sink.requests.length).toBe(IN_FLIGHT));
    isHanging = false;
    if (isThere) await worker.startProcess();
    await first.stop("SIGKILL");
    if (!isThere) await worker.startProcess();
    await eventually(() => expect(sink.requests.length).toBe(2 * IN_FLIGHT), RECOVERED_WITHIN_MS);
    await eventually(async () => {
      expect(await rowsOf("SELECT status, attempt_count, count(*)::int FROM deliveries GROUP BY 1, 2")).toEqual([
        { status: "succeeded", attempt_count: 2, count: IN_FLIGHT },
      ]);
    });
    expect(sink.requests.map(({ headers }) => headers["webhook-id"]).sort()).toEqual([...ids, ...ids].sort());
    expect(await rowsOf(OUTCOMES)).toEqual([
      { number: 1, outcome: "unknown", count: IN_FLIGHT },
      { number: 2, outcome: "succeeded", count: IN_FLIGHT },
    ]);
  },
  40_000,
);

test("C11: what a worker that was stopped past its lease says later is kept as an attempt and changes nothing", async () => {
  const unanswered: ServerResponse[] = [];
  const sink = await worker.startSink((_request, response) => {
    if (sink.requests.length === 1) unanswered.push(response);
    else response.end();
  });
  await insertDestination(worker.pool, { url: sink.url, timeoutMs: 30_000 });
  await storeEvents(worker.pool, worker.source, ["{}"]);
  const stopped = await worker.startProcess();
  await eventually(() => expect(sink.requests.length).toBe(1));
  process.kill(stopped.pid, "SIGSTOP");
  try {
    await worker.pool.query("UPDATE deliveries SET lease_until = now()");
    await worker.startProcess();
    await eventually(async () =>
      expect(await rowsOf("SELECT status, fence FROM deliveries")).toEqual([{ status: "succeeded", fence: 3 }]),
    );
    expect(await rowsOf(OUTCOMES)).toEqual([
      { number: 1, outcome: "unknown", count: 1 },
      { number: 2, outcome: "succeeded", count: 1 },
    ]);
    const [before] = await rowsOf("SELECT * FROM deliveries");
    for (const response of unanswered) response.writeHead(500).end();
    process.kill(stopped.pid, "SIGCONT");
    await eventually(async () => {
      expect(await rowsOf(OUTCOMES)).toEqual([
        { number: 1, outcome: "failed", count: 1 },
        { number: 2, outcome: "succeeded", count: 1 },
      ]);
    });
    expect(await rowsOf("SELECT * FROM deliveries")).toEqual([before]);
  } finally {
    process.kill(stopped.pid, "SIGCONT");
  }
}, 40_000);

test("C13: a worker that is told to stop with 100 deliveries under way finishes them and leaves no lease", async () => {
  const sink = await worker.startSink(async (_request, response) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    response.end();
  });
  await insertDestination(worker.pool, { url: sink.url, concurrency: IN_FLIGHT });
  await storeEvents(worker.pool, worker.source, Array(3 * IN_FLIGHT).fill("{}"));
  const leaving = await worker.startProcess();
  await eventually(() => expect(sink.requests.length).toBe(IN_FLIGHT));
  const startedAt = performance.now();
  expect(await leaving.stop("SIGTERM")).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(25_000);
  const { length: sent } = sink.requests;
  expect(await rowsOf("SELECT status, attempt_count, count(*)::int FROM deliveries GROUP BY 1, 2 ORDER BY 1")).toEqual([
    { status: "pending", attempt_count: 0, count: 3 * IN_FLIGHT - sent },
    { status: "succeeded", attempt_count: 1, count: sent },
  ]);
  expect(await rowsOf("SELECT id FROM deliveries WHERE lease_until IS NOT NULL OR worker IS NOT NULL")).toEqual([]);
}, 40_000);
