import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { chooseLocation } from "#lib/platform/embedded-postgres-location.ts";
import { findFreePort } from "#lib/platform/free-port.ts";
import { readPostmaster } from "#lib/platform/postmaster-file.ts";
import { cleanEnv, type RunningSignalbox, startSignalbox } from "#lib/testing/running-signalbox.ts";
import { startSteadyLoad } from "#lib/testing/steady-load.ts";

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));
const BOOTSTRAP = fileURLToPath(new URL("./bootstrap.mjs", import.meta.url));
const FIRST_START_MS = 300_000;
const STOP_MS = 30_000;

let dataDir: string;
let consolePort: number;
let receiverPort: number;
let running: RunningSignalbox | null = null;

beforeAll(async () => {
  dataDir = path.join(os.tmpdir(), `signalbox-start-${process.pid}`);
  consolePort = await findFreePort();
  receiverPort = await findFreePort();
});
afterEach(async () => {
  await running?.stop();
  running = null;
}, STOP_MS);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function start() {
  running = await startSignalbox({ dataDir, consolePort, receiverPort, timeoutMs: FIRST_START_MS });
  return running;
}

/** A start that is expected to end by itself. */
function refusedStart(env: Record<string, string>) {
  const run = spawnSync(process.execPath, [BOOTSTRAP, "start"], {
    encoding: "utf8",
    env: cleanEnv(env),
    timeout: 60_000,
  });
  return { status: run.status, said: run.stderr.trim().split("\n") };
}

/** The live processes below this one, by the file they run. */
function descendants(pid: number): { pid: number; command: string }[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,stat=,args="], { encoding: "utf8" }).trim().split("\n");
  const all = rows.flatMap((row) => {
    const [, child, parent, command] = /^\s*(\d+)\s+(\d+)\s+[^Z]\S*\s+(.*)$/.exec(row) ?? [];
    return command === undefined ? [] : [{ pid: Number(child), parent: Number(parent), command }];
  });
  const below = (parent: number): typeof all =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

function pidOf(signalbox: RunningSignalbox, part: string): number {
  const found = descendants(signalbox.pid).find(({ command }) => command.includes(part));
  if (found === undefined) throw new Error(`No process runs ${part}.`);
  return found.pid;
}

async function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    (response) => response.status,
    () => 0,
  );
}

describe("npm start", () => {
  test(
    "reaches ready with all three answering, says how to sign in, and stops cleanly on SIGTERM",
    async () => {
      const signalbox = await start();
      expect(await statusOf(`${signalbox.consoleUrl}/api/health/ready`)).toBe(200);
      expect(await statusOf(`${signalbox.receiverUrl}/api/health/ready`)).toBe(200);
      expect(signalbox.setupLink).toContain(`${signalbox.consoleUrl}/setup`);
      const pids = descendants(signalbox.pid).map(({ pid }) => pid);
      const began = Date.now();
      expect(await signalbox.stop()).toBe(0);
      expect(Date.now() - began).toBeLessThan(STOP_MS);
      const alive = () => new Set(descendants(1).map(({ pid }) => pid));
      await expect.poll(() => pids.filter((pid) => alive().has(pid)), { timeout: 5_000 }).toEqual([]);
    },
    FIRST_START_MS,
  );

  test(
    "the second start builds nothing, takes at most 10 seconds and finds the same data",
    async () => {
      const secret = readFileSync(path.join(dataDir, "secret"), "utf8");
      const began = Date.now();
      const signalbox = await start();
      expect(Date.now() - began).toBeLessThan(10_000);
      expect(signalbox.output()).not.toContain("Building");
      expect(readFileSync(path.join(dataDir, "secret"), "utf8")).toBe(secret);
    },
    FIRST_START_MS,
  );

  test(
    "a process that is killed is started again",
    async () => {
      const signalbox = await start();
      const receiver = pidOf(signalbox, "bin/receiver.ts");
      process.kill(receiver, "SIGKILL");
      await expect.poll(() => statusOf(`${signalbox.receiverUrl}/api/health/ready`), { timeout: 20_000 }).toBe(200);
      expect(pidOf(signalbox, "bin/receiver.ts")).not.toBe(receiver);
    },
    FIRST_START_MS,
  );

  test(
    "SIGUSR2 replaces receiver, worker and console, and no request to the receiver fails",
    async () => {
      const signalbox = await start();
      const parts = ["bin/receiver.ts", "bin/worker.ts", "next-server"];
      const pids = parts.map((part) => pidOf(signalbox, part));
      const url = `${signalbox.receiverUrl}/api/webhooks/no-such-source`;
      const load = startSteadyLoad({ url, perSecond: 100, make: () => ({ body: "{}", headers: {} }) });
      process.kill(signalbox.pid, "SIGUSR2");
      await expect.poll(() => signalbox.output(), { timeout: 60_000 }).toContain('"msg":"restarted"');
      const isAlive = (pid: number) => descendants(signalbox.pid).some((one) => one.pid === pid);
      await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([]);
      const { sent, statuses, failed } = await load.stop();
      expect(failed).toEqual([]);
      expect(statuses).toEqual({ 404: sent });
      for (const part of parts) expect(pidOf(signalbox, part)).toBeGreaterThan(0);
      await expect.poll(() => statusOf(`${signalbox.consoleUrl}/api/health/ready`), { timeout: 20_000 }).toBe(200);
    },
    FIRST_START_MS,
  );

  test(
    "after everything was killed with -9 the next start is ready on the same data",
    async () => {
      const killed = await start();
      const pids = [killed.pid, ...descendants(killed.pid).map(({ pid }) => pid)];
      const postmaster = readPostmaster(chooseLocation(dataDir, CHECKOUT).directory)?.pid ?? Number.NaN;
      for (const pid of [...pids, postmaster]) process.kill(pid, "SIGKILL");
      await killed.stop();
      const signalbox = await start();
      expect(await statusOf(`${signalbox.consoleUrl}/api/health/ready`)).toBe(200);
    },
    FIRST_START_MS,
  );

  test(
    "when only the supervisor is killed its processes end and the next start takes over the database",
    async () => {
      const killed = await start();
      process.kill(pidOf(killed, "bin/start.ts"), "SIGKILL");
      await killed.stop();
      const signalbox = await start();
      expect(await statusOf(`${signalbox.receiverUrl}/api/health/ready`)).toBe(200);
    },
    FIRST_START_MS,
  );

  test(
    "a second one on the same data directory is refused, and one beside it is not",
    async () => {
      const signalbox = await start();
      const ports = { CONSOLE_PORT: String(await findFreePort()), RECEIVER_PORT: String(await findFreePort()) };
      const { status, said } = refusedStart({ SIGNALBOX_DATA_DIR: dataDir, ...ports });
      expect(status).toBe(1);
      expect(said).toEqual([expect.stringContaining(`Signalbox already runs on ${dataDir}`)]);
      const beside = await startSignalbox();
      expect(await statusOf(`${beside.consoleUrl}/api/health/ready`)).toBe(200);
      expect(await statusOf(`${signalbox.consoleUrl}/api/health/ready`)).toBe(200);
      expect(await beside.stop()).toBe(0);
    },
    FIRST_START_MS,
  );
});

describe("npm start says no in a sentence for each mistake", () => {
  test("wrong variables", () => {
    const { status, said } = refusedStart({ CONSOLE_PORT: "http", SIGNALBOX_RETRY_SCHEDULE: "soon" });
    expect(status).toBe(1);
    expect(said).toHaveLength(2);
  });

  test("a port in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(consolePort, "127.0.0.1", resolve));
    const { status, said } = refusedStart({
      SIGNALBOX_DATA_DIR: dataDir,
      CONSOLE_PORT: String(consolePort),
      RECEIVER_PORT: String(receiverPort),
    });
    expect(status).toBe(1);
    expect(said).toEqual([
      `Port ${consolePort} on 127.0.0.1 is in use by another program: stop that one, or set CONSOLE_PORT.`,
    ]);
    await new Promise((resolve) => other.close(resolve));
  }, 60_000);

  test("a database of its own that could lose events", () => {
    const { status, said } = refusedStart({
      SIGNALBOX_DATA_DIR: dataDir,
      CONSOLE_PORT: String(consolePort),
      RECEIVER_PORT: String(receiverPort),
      DATABASE_URL: inject("clusterUrl"),
      SIGNALBOX_SECRET: "s".repeat(32),
    });
    expect(status).toBe(1);
    expect(said).toEqual([expect.stringContaining("fsync = off"), expect.stringContaining("full_page_writes = off")]);
  }, 60_000);
});

test("a single process without DATABASE_URL is refused in a sentence", () => {
  const run = spawnSync(process.execPath, [BOOTSTRAP, "worker"], { encoding: "utf8", env: cleanEnv({}) });
  expect(run.status).toBe(1);
  expect(run.stderr.trim()).toBe(
    "DATABASE_URL and SIGNALBOX_SECRET are required here; only npm start brings a database of its own.",
  );
});
