import { mkdirSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import type { StoryKeys } from "#lib/simulator/truth/sign-story-event.ts";
import { insertDestination, TEST_SECRET } from "#lib/testing/delivery-fixtures.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import type { CrashCluster } from "./crash-database.ts";
import type { CrashMode } from "./crash-mode.ts";
import { type CrashSink, startCrashSink } from "./crash-sink.ts";
import { type Pooler, startPooler } from "./pooler.ts";
import {
  type ProcessPlan,
  type ProductProcess,
  type StartOutcome,
  startReceiver,
  startWorker,
} from "./product-process.ts";
import { findQuietPort } from "./quiet-port.ts";
import { openSpoolVolume, type SpoolVolume } from "./spool-volume.ts";

/** One installation with its downstream system, about to be maltreated. */
export interface CrashStage {
  cluster: CrashCluster;
  pool: pg.Pool;
  url: string;
  keys: StoryKeys;
  sink: CrashSink;
  /** The sink's path of each destination, by the destination's id. */
  destinations: ReadonlyMap<string, string>;
  leaseMs: number;
  volume: SpoolVolume;
  pooler: Pooler;
  plan: ProcessPlan;
  close(): Promise<void>;
}

const SECRET = "a-bench-signing-secret";
const TIMEOUT_MS = 1000;
const LEASE_MARGIN_MS = 10_000;
const CONCURRENCY = 16;
/** The sink fails one in seven: more retries than bad luck needs. */
const RETRY_SECONDS = Array.from({ length: 20 }, () => 1);

export async function openStage(
  cluster: CrashCluster,
  mode: CrashMode,
  root: string,
  seed: string,
): Promise<CrashStage> {
  const folder = path.join(root, mode.name);
  mkdirSync(folder, { recursive: true });
  const { databaseSettings, serverSettings } = mode;
  const name = `crash_${mode.name.replaceAll("-", "_")}`;
  const { url, pool } = await cluster.open(name, databaseSettings, serverSettings);
  const signer = createRsaSigner();
  await insertSource(pool, "asset", "asset", { jwks: { keys: [signer.jwk] } });
  await insertSource(pool, "abound", "abound", { secrets: { bench: SECRET }, secret: TEST_SECRET });
  const sink = await startCrashSink(`${seed}/sink`);
  const destinations = await insertDestinations(pool, sink.url);
  const volume = openSpoolVolume(folder);
  const plan = await planProcesses(mode, folder, url, volume);
  const pooler = await startPooler(url);
  const close = async () => {
    sink.stop();
    pooler.close();
    volume.close();
    await pool.end();
  };
  const keys = { asset: signer.privateKey, abound: SECRET };
  const leaseMs = TIMEOUT_MS + LEASE_MARGIN_MS;
  return { cluster, pool, url, keys, sink, destinations, leaseMs, volume, pooler, plan, close };
}

async function insertDestinations(pool: pg.Pool, sinkUrl: string): Promise<Map<string, string>> {
  const settings = { concurrency: CONCURRENCY, timeoutMs: TIMEOUT_MS, retrySchedule: RETRY_SECONDS };
  const paths = new Map<string, string>();
  for (const at of ["/first", "/second"]) {
    paths.set((await insertDestination(pool, { url: `${sinkUrl}${at}`, ...settings })).id, at);
  }
  return paths;
}

async function planProcesses(mode: CrashMode, folder: string, url: string, volume: SpoolVolume): Promise<ProcessPlan> {
  const receiverPort = await findQuietPort();
  const env = {
    DATABASE_URL: url,
    SIGNALBOX_SECRET: TEST_SECRET,
    SIGNALBOX_ALLOW_PRIVATE: "127.0.0.0/8",
    SIGNALBOX_DATA_DIR: folder,
    SIGNALBOX_SPOOL_DIR: path.join(volume.directory, "spool"),
    SIGNALBOX_LOG_LEVEL: "warn",
    RECEIVER_PORT: String(receiverPort),
    CONSOLE_PORT: String(await findQuietPort()),
    // As `npm start` has one in its data directory.
    NODE_COMPILE_CACHE: path.join(path.dirname(folder), "compile-cache"),
    ...(volume.quotaMib !== null && { SIGNALBOX_SPOOL_MIB: String(volume.quotaMib) }),
  };
  return { folder, receiver: mode.receiver, receiverPort, env };
}

/** A process of each kind that is left in peace. */
export async function withQuietProcesses<T>(plan: ProcessPlan, work: () => Promise<T>): Promise<T> {
  const processes = [processOf(await startReceiver(plan)), processOf(await startWorker(plan))];
  try {
    return await work();
  } finally {
    await Promise.all(processes.map((each) => each.end("SIGTERM")));
  }
}

function processOf(outcome: StartOutcome): ProductProcess {
  if (outcome.kind === "ended") throw new Error(`a process ended at its start with ${outcome.code}`);
  return outcome.process;
}
