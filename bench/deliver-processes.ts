import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { TEST_SECRET } from "#lib/testing/delivery-fixtures.ts";
import { type DoorProcess, startDoor } from "#lib/testing/door-process.ts";
import { startWorkerProcess, type WorkerProcess } from "#lib/testing/worker-process.ts";

/** As `npm start` has one in its data directory. */
const compileCache = mkdtempSync(path.join(os.tmpdir(), "signalbox-bench-cache-"));
process.once("exit", () => rmSync(compileCache, { recursive: true, force: true }));

const ENV = { SIGNALBOX_SECRET: TEST_SECRET, SIGNALBOX_LOG_LEVEL: "error", NODE_COMPILE_CACHE: compileCache };

export function startReceiver(databaseUrl: string): Promise<DoorProcess> {
  return startDoor("receiver", databaseUrl, ENV);
}

export function startWorker(databaseUrl: string): Promise<WorkerProcess> {
  return startWorkerProcess(databaseUrl, ENV);
}

type Pipeline = { receiver: DoorProcess; worker: WorkerProcess };

/** Runs `work` beside a receiver and a worker, each a process as in production. */
export async function withPipeline<T>(databaseUrl: string, work: (pipeline: Pipeline) => Promise<T>): Promise<T> {
  const receiver = await startReceiver(databaseUrl);
  try {
    return await withWorker(databaseUrl, (worker) => work({ receiver, worker }));
  } finally {
    await receiver.stop();
  }
}

export async function withWorker<T>(databaseUrl: string, work: (worker: WorkerProcess) => Promise<T>): Promise<T> {
  const worker = await startWorker(databaseUrl);
  try {
    return await work(worker);
  } finally {
    await worker.stop("SIGTERM");
  }
}
