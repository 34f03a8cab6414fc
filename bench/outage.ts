import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { bindSocket } from "#lib/platform/bound-socket.ts";
import { createLog } from "#lib/platform/log.ts";
import { supervise } from "#lib/platform/supervisor.ts";
import { insertDestination, TEST_SECRET } from "#lib/testing/delivery-fixtures.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";
import { CrashCluster } from "./crash/crash-database.ts";
import { findQuietPort } from "./crash/quiet-port.ts";
import { checkOutage, type OutageFindings } from "./outage-check.ts";
import { type SteadyTraffic, sendSteadily } from "./outage-sender.ts";

export interface OutageRun extends OutageFindings {
  failures: SteadyTraffic["failures"];
  slowestMs: number;
  /** From the database's first answer until nothing waited in the spool. */
  drainSeconds: number;
}

interface OutageOptions {
  /** How long PostgreSQL is stopped. */
  seconds: number;
  perSecond: number;
  /** Whether the receiver is killed with -9 in the middle of it. */
  kills: boolean;
}

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));
const SECRET = "a-bench-signing-secret";
const BEFORE_MS = 5000;
const AFTER_MS = 5000;
const DRAIN_LIMIT_MS = 600_000;

/** PostgreSQL is stopped under steady traffic and comes back; the receiver runs as `npm start` runs it. */
export async function runOutage({ seconds, perSecond, kills }: OutageOptions): Promise<OutageRun> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-outage-"));
  const cluster = await CrashCluster.start();
  const { url, pool } = await cluster.open("outage", []);
  await insertSource(pool, "abound", "abound", { secrets: { bench: SECRET }, secret: TEST_SECRET });
  await insertDestination(pool, { url: "https://sink.example.com/" });
  const { port, close } = await startSupervised(folder, url);
  const end = new AbortController();
  try {
    const sending = sendSteadily({ port, perSecond, nextRequest: nextAbound, until: end.signal });
    await sleep(BEFORE_MS);
    await cluster.crash();
    await sleep((seconds * 1000) / 2);
    if (kills) process.kill(findReceiver(), "SIGKILL");
    await sleep((seconds * 1000) / 2);
    await cluster.startAgain();
    const backAt = performance.now();
    await sleep(AFTER_MS);
    end.abort();
    const traffic = await sending;
    await whenDrained(path.join(folder, "spool"));
    const drainSeconds = (performance.now() - backAt) / 1000;
    const { failures, slowestMs } = traffic;
    return { ...(await checkOutage(pool, traffic)), failures, slowestMs, drainSeconds };
  } finally {
    await close();
    await pool.end();
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startSupervised(folder: string, databaseUrl: string) {
  const port = await findQuietPort();
  const bound = await bindSocket("127.0.0.1", port);
  if (bound.kind === "taken") throw new Error(`Port ${port} was taken a moment ago.`);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    SIGNALBOX_SECRET: TEST_SECRET,
    SIGNALBOX_DATA_DIR: folder,
    SIGNALBOX_LOG_LEVEL: "error",
    RECEIVER_PORT: String(port),
    NODE_COMPILE_CACHE: path.join(folder, "compile-cache"),
  };
  const file = path.join(CHECKOUT, "bin/receiver.ts");
  const plan = { name: "receiver", file, cwd: CHECKOUT, env, mayOverlap: true, socket: bound.socket } as const;
  const supervisor = supervise([plan], createLog("start"));
  await supervisor.whenReady("receiver");
  const close = async () => {
    await supervisor.stop();
    bound.socket.close();
  };
  return { port, close };
}

/** The child of ours that runs the receiver. */
function findReceiver(): number {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ");
  const pid = children.find((each) => readFileSync(`/proc/${each}/cmdline`, "utf8").includes("bin/receiver.ts"));
  if (pid === undefined) throw new Error("no receiver runs");
  return Number(pid);
}

function nextAbound() {
  const key = randomUUID();
  const facts = {
    resource: "taxPayments",
    resourceId: "taxPaymentId_1",
    event: "taxPayments.updated",
    userId: "userId_1",
  };
  const body = JSON.stringify({ ...facts, resourceStatus: "pending", webhookRequestId: key, pad: "x".repeat(800) });
  const headers = { "content-type": "application/json", "abound-signature": signAbound(SECRET, body) };
  return { key, slug: "abound", headers, body: Buffer.from(body) };
}

/** Resolves when no folder of the spool has a file of records any more. */
async function whenDrained(spool: string): Promise<void> {
  const deadline = performance.now() + DRAIN_LIMIT_MS;
  const isWaiting = () =>
    readdirSync(spool, { recursive: true, withFileTypes: true }).some(({ name }) => name.endsWith(".log"));
  while (isWaiting()) {
    if (performance.now() > deadline) throw new Error("the spool was not drained in ten minutes");
    await sleep(100);
  }
}
