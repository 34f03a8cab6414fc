import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { insertDestination, insertSource, storeEvents, type TestSource } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { startWorkerProcess, type WorkerProcess } from "#lib/testing/worker-process.ts";

let database: TestDatabase;
let source: TestSource;
const workers: WorkerProcess[] = [];
const sinks: CountingServer[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop("SIGKILL")));
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

async function startWorker() {
  const worker = await startWorkerProcess(database.url);
  workers.push(worker);
  return worker;
}

test("C02: a delivery whose worker was killed is sent again within two seconds, with the same webhook-id", async () => {
  source = await insertSource(database.pool);
  let isHanging = true;
  const sink = await startHttpServer((_request, response) => {
    if (!isHanging) response.end();
  });
  sinks.push(sink);
  await insertDestination(database.pool, { url: sink.url, sources: [source.slug], timeoutMs: 30_000 });
  const [id] = await storeEvents(database.pool, source, ["{}"]);
  const [first] = await Promise.all([startWorker(), startWorker()]);
  await eventually(() => expect(sink.requests.length).toBe(1));
  const { rows } = await database.pool.query("SELECT worker FROM deliveries WHERE event_id = $1", [id]);
  const holder = workers.find(({ pid }) => rows[0].worker.includes(`:${pid}#`)) ?? first;
  isHanging = false;
  await holder.stop("SIGKILL");
  await eventually(() => expect(sink.requests.length).toBe(2), 2000);
  await eventually(async () => {
    const after = await database.pool.query("SELECT status, attempt_count FROM deliveries WHERE event_id = $1", [id]);
    expect(after.rows).toEqual([{ status: "succeeded", attempt_count: 2 }]);
  });
  expect(sink.requests.map(({ headers }) => headers["webhook-id"])).toEqual([id, id]);
  const attempts = await database.pool.query(
    "SELECT number, outcome FROM attempts WHERE event_id = $1 ORDER BY number",
    [id],
  );
  expect(attempts.rows).toEqual([
    { number: 1, outcome: "unknown" },
    { number: 2, outcome: "succeeded" },
  ]);
});

test("workers that are killed again and again lose nothing", async () => {
  source = await insertSource(database.pool);
  const seen = new Set<string>();
  let count = 0;
  const sink = await startHttpServer((request, response) => {
    count += 1;
    if (count % 10 === 0) return void response.writeHead(500).end();
    if (count % 50 === 1) return void request.socket.destroy();
    seen.add(String(request.headers["webhook-id"]));
    response.end();
  });
  sinks.push(sink);
  await insertDestination(database.pool, {
    url: sink.url,
    sources: [source.slug],
    concurrency: 8,
    retrySchedule: Array(20).fill(1),
  });
  const ids: string[] = [];
  for (let round = 0; round < 5; round += 1) {
    const worker = await startWorker();
    ids.push(...(await storeEvents(database.pool, source, Array(300).fill("{}"))));
    await new Promise((resolve) => setTimeout(resolve, 150));
    await worker.stop("SIGKILL");
  }
  await startWorker();
  await eventually(async () => {
    const { rows } = await database.pool.query(
      "SELECT status, count(*)::int FROM deliveries WHERE source_id = $1 GROUP BY 1",
      [source.id],
    );
    expect(rows).toEqual([{ status: "succeeded", count: 1500 }]);
  }, 40_000);
  expect(ids.filter((id) => !seen.has(id))).toEqual([]);
}, 60_000);

test("C13: SIGTERM with deliveries under way ends the process cleanly", async () => {
  source = await insertSource(database.pool);
  const sink = await startHttpServer(async (_request, response) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    response.end();
  });
  sinks.push(sink);
  await insertDestination(database.pool, { url: sink.url, sources: [source.slug], concurrency: 100 });
  const worker = await startWorker();
  await storeEvents(database.pool, source, Array(150).fill("{}"));
  await eventually(() => expect(sink.requests.length).toBeGreaterThanOrEqual(100));
  const startedAt = performance.now();
  expect(await worker.stop("SIGTERM")).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(5000);
  const { rows } = await database.pool.query(
    "SELECT status, count(*)::int FROM deliveries WHERE source_id = $1 GROUP BY 1 ORDER BY 1",
    [source.id],
  );
  expect(rows.map(({ status }) => status)).not.toContain("in_progress");
});
