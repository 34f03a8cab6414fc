import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { insertBulkDeliveries, insertBulkEvents } from "#lib/testing/bulk-events.ts";
import { type CountingServer, startHttpServer } from "#lib/testing/counting-server.ts";
import { insertDestination, insertSource } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { beginReplay, readReplay, untilReplay } from "#lib/testing/replay-test.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";
import { startWorkerProcess, type WorkerProcess } from "#lib/testing/worker-process.ts";

const EVENTS = 6_000;

let console: TestConsole;
const workers: WorkerProcess[] = [];
const sinks: CountingServer[] = [];

beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop("SIGKILL")));
  await Promise.all(sinks.splice(0).map((sink) => sink.close()));
});

async function startWorker(): Promise<void> {
  workers.push(await startWorkerProcess(console.database.url));
}

async function startSink(): Promise<CountingServer> {
  const sink = await startHttpServer((_request, response) => response.end());
  sinks.push(sink);
  return sink;
}

/** Every worker, as if its machine went away, and whatever its connections were doing. */
async function killEverything(): Promise<void> {
  await Promise.all(workers.splice(0).map((worker) => worker.stop("SIGKILL")));
  await console.database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'signalbox worker%'`,
  );
}

test("killed in the middle again and again, it ends with each selected event at the right destinations and none besides", async () => {
  const { pool } = console.database;
  const source = await insertSource(pool, "asset");
  const type = "CASE WHEN n % 3 = 0 THEN 'TASK_A' WHEN n % 3 = 1 THEN 'PLAID_A' ELSE 'PLAID_B' END";
  await insertBulkEvents(pool, { sourceId: source.id, count: EVENTS, type });
  const [all, some, none] = [await startSink(), await startSink(), await startSink()];
  await insertDestination(pool, { url: all.url, concurrency: 16 });
  const { id: narrow } = await insertDestination(pool, { url: some.url, eventTypes: ["PLAID_B"], concurrency: 16 });
  await insertDestination(pool, { url: none.url, eventTypes: ["OTHER_*"] });
  await insertBulkDeliveries(pool, narrow, "succeeded", "e.type = 'PLAID_B' AND right(e.id::text, 1) = '0'");
  const idsOf = async (condition: string) =>
    (await pool.query(`SELECT id FROM events e WHERE ${condition} ORDER BY id`)).rows.map(({ id }) => id);
  const expected = {
    all: await idsOf("e.type LIKE 'PLAID%'"),
    some: await idsOf("e.type = 'PLAID_B' AND right(e.id::text, 1) <> '0'"),
  };
  const id = await beginReplay({ filter: { type: "PLAID_*" } });
  await startWorker();
  await eventually(async () => expect((await readReplay(id)).status).not.toBe("completed"));
  await killEverything();
  for (const part of [0.2, 0.5, 0.8]) {
    await Promise.all([startWorker(), startWorker()]);
    await eventually(() => expect(all.requests.length).toBeGreaterThan(expected.all.length * part), 40_000);
    await killEverything();
  }
  expect((await readReplay(id)).status).toBe("running");
  await startWorker();
  const replay = await untilReplay(id, "completed", 60_000);
  const total = expected.all.length + expected.some.length;
  expect(replay).toMatchObject({ total, succeeded: total, failed: 0, skipped: 0, untouched: 0 });
  const received = (sink: CountingServer) =>
    [...new Set(sink.requests.map(({ headers }) => headers["webhook-id"]))].sort();
  expect(received(all)).toEqual(expected.all);
  expect(received(some)).toEqual(expected.some);
  expect(none.requests).toEqual([]);
  const { rows } = await pool.query(
    "SELECT count(*)::int AS made, count(DISTINCT (event_id, destination_id))::int AS pairs FROM deliveries WHERE replay_id = $1",
    [id],
  );
  expect(rows).toEqual([{ made: total, pairs: total }]);
  const repeated = all.requests.length + some.requests.length - total;
  expect(repeated).toBeLessThan(total / 4);
}, 180_000);
