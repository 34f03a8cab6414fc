import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { runWorker } from "#lib/pipeline/run-worker.ts";
import { readEnv } from "#lib/platform/env.ts";
import { createLog } from "#lib/platform/log.ts";
import type { Service } from "#lib/platform/run-service.ts";
import { type CountingServer, startHttpServer } from "./counting-server.ts";
import { insertSource, TEST_SECRET, type TestSource } from "./delivery-fixtures.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

/** A database, a source, workers and sinks for the tests of one file, empty before and stopped after each. */
export function workerTest() {
  let database: TestDatabase;
  let source: TestSource;
  const workers: Service[] = [];
  const sinks: CountingServer[] = [];

  beforeAll(async () => {
    database = await openTestDatabase();
    // The one write that goes through Prisma reads its address from the environment.
    process.env.DATABASE_URL = database.url;
  });
  afterAll(async () => {
    const { prisma } = await import("#lib/db/prisma.ts");
    await prisma.$disconnect();
    await database.close();
  });
  beforeEach(async () => {
    await database.pool.query("TRUNCATE deliveries, attempts, events, bodies, requests, destinations, sources CASCADE");
    source = await insertSource(database.pool);
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await Promise.all(sinks.splice(0).map((sink) => sink.close()));
  });

  return {
    get pool() {
      return database.pool;
    },
    get databaseUrl() {
      return database.url;
    },
    get source() {
      return source;
    },
    async startWorker(allow = "127.0.0.1"): Promise<Service> {
      const worker = await startWorker(database.url, allow);
      workers.push(worker);
      return { stop: () => workers.splice(workers.indexOf(worker), 1)[0]?.stop() ?? Promise.resolve() };
    },
    /** A worker as a process of its own, with an environment of its own; killed in the end, whatever it is waiting for. */
    async startProcess(env: Record<string, string> = {}): Promise<WorkerProcess> {
      const worker = await startWorkerProcess(database.url, env);
      workers.push({ stop: async () => void (await worker.stop("SIGKILL")) });
      return worker;
    },
    async startSink(answer: Parameters<typeof startHttpServer>[0] = (_request, response) => response.end()) {
      const sink = await startHttpServer(answer);
      sinks.push(sink);
      return sink;
    },
    /** How many deliveries have each status. */
    async statuses(): Promise<Record<string, number>> {
      const { rows } = await database.pool.query("SELECT status, count(*)::int FROM deliveries GROUP BY status");
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },
    async attempts() {
      return (await database.pool.query("SELECT * FROM attempts ORDER BY number, started_at")).rows;
    },
  };
}

async function startWorker(databaseUrl: string, allow: string): Promise<Service> {
  const outcome = readEnv({
    DATABASE_URL: databaseUrl,
    SIGNALBOX_SECRET: TEST_SECRET,
    SIGNALBOX_ALLOW_PRIVATE: allow,
    CONSOLE_PORT: "3990",
    RECEIVER_PORT: "3991",
  });
  if (outcome.kind === "invalid") throw new Error(outcome.problems.join());
  const env = { ...outcome.env, databaseUrl, secret: TEST_SECRET };
  return runWorker(env, createLog("worker", { level: "silent" }));
}
