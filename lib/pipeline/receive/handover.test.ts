import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BoundSocket, bindSocket } from "#lib/platform/bound-socket.ts";
import { findFreePort } from "#lib/platform/free-port.ts";
import { createLog } from "#lib/platform/log.ts";
import { type Supervisor, supervise } from "#lib/platform/supervisor.ts";
import { TEST_SECRET } from "#lib/testing/door-process.ts";
import { type SteadyLoad, startSteadyLoad } from "#lib/testing/steady-load.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource, signAbound } from "#lib/testing/test-sources.ts";

const CHECKOUT = fileURLToPath(new URL("../../..", import.meta.url));
const SECRET = "a-signing-secret-of-sufficient-length";
const PER_SECOND = 500;
const LIMIT_MS = 90_000;

let folder: string;
let database: TestDatabase;
let lines: Record<string, unknown>[];
let socket: BoundSocket;
let port: number;
let supervisor: Supervisor;
let load: SteadyLoad;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-handover-"));
  database = await openTestDatabase();
  await insertSource(database.pool, "abound", "abound", { secrets: { first: SECRET } });
});
afterAll(async () => {
  await database?.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  lines = [];
  port = await findFreePort();
  const bound = await bindSocket("127.0.0.1", port);
  if (bound.kind === "taken") throw new Error("the free port was taken");
  socket = bound.socket;
  supervisor = supervise([{ ...PLAN, env: environment(), mayOverlap: true, socket }], log());
  await supervisor.whenReady("receiver");
  load = startSteadyLoad({ url: `http://127.0.0.1:${port}/api/webhooks/abound`, perSecond: PER_SECOND, make: webhook });
  await sleep(1000);
}, LIMIT_MS);
afterEach(async () => {
  await supervisor.stop();
  socket.close();
}, LIMIT_MS);

const PLAN = { name: "receiver", file: `${CHECKOUT}/bin/receiver.ts`, cwd: CHECKOUT };

function environment(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  const own = { DATABASE_URL: database.url, SIGNALBOX_SECRET: TEST_SECRET, RECEIVER_PORT: String(port) };
  return { PATH, HOME, NODE_ENV: "production", SIGNALBOX_DATA_DIR: folder, SIGNALBOX_LOG_LEVEL: "warn", ...own };
}

function log() {
  return createLog("start", { level: "info", destination: { write: (line) => lines.push(JSON.parse(line)) } });
}

function webhook(number: number) {
  const body = JSON.stringify({ webhookRequestId: `${port}-${number}`, resource: "user", event: "user.created" });
  return { body, headers: { "content-type": "application/json", "abound-signature": signAbound(SECRET, body) } };
}

async function newestPid(): Promise<number> {
  const found = await database.pool.query<{ instance: string }>(
    "SELECT instance FROM heartbeats WHERE process = 'receiver' ORDER BY started_at DESC LIMIT 1",
  );
  return Number(found.rows[0]?.instance.split(":").at(-1));
}

async function hasLeft(pid: number): Promise<boolean> {
  const found = await database.pool.query(
    "SELECT FROM heartbeats WHERE process = 'receiver' AND is_last AND instance LIKE '%:' || $1",
    [String(pid)],
  );
  return found.rows.length > 0;
}

async function storedCount(): Promise<number> {
  const found = await database.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM events WHERE provider_key LIKE $1",
    [`${port}-%`],
  );
  return found.rows[0]?.count ?? 0;
}

describe("the receiver under 500 webhooks a second", () => {
  test(
    "is replaced without a failed request, on kept and on new connections",
    async () => {
      expect(await supervisor.restart()).toEqual({ kind: "restarted" });
      await sleep(1000);
      expect(await supervisor.restart()).toEqual({ kind: "restarted" });
      await sleep(1000);
      const { sent, statuses, failed } = await load.stop();
      expect(failed).toEqual([]);
      expect(statuses).toEqual({ 200: sent });
      expect(await storedCount()).toBe(sent);
    },
    LIMIT_MS,
  );

  test(
    "told to end by somebody else, has a successor at once and fails no request",
    async () => {
      const pid = await newestPid();
      process.kill(pid, "SIGTERM");
      await expect
        .poll(() => lines.map(({ msg }) => msg), { timeout: 10_000 })
        .toContain("a process leaves and its successor is started");
      await expect.poll(() => hasLeft(pid), { timeout: 20_000 }).toBe(true);
      await sleep(1000);
      const { sent, statuses, failed } = await load.stop();
      expect(failed).toEqual([]);
      expect(statuses).toEqual({ 200: sent });
      expect(lines.filter(({ level }) => level !== "info")).toEqual([]);
    },
    LIMIT_MS,
  );

  test(
    "killed, fails only what was on its connections: new ones wait for the next receiver",
    async () => {
      const pid = await newestPid();
      process.kill(pid, "SIGKILL");
      const killedAtMs = performance.now();
      await expect.poll(newestPid, { timeout: 20_000 }).not.toBe(pid);
      await sleep(1000);
      const { sent, statuses, failed } = await load.stop();
      const isAfter = ({ startedAtMs, wasOnOldConnection }: (typeof failed)[number]) =>
        startedAtMs > killedAtMs && !wasOnOldConnection;
      expect(failed.filter(isAfter)).toEqual([]);
      expect(failed.map(({ code }) => code)).not.toContain("ECONNREFUSED");
      expect(statuses).toEqual({ 200: sent - failed.length });
      expect(await storedCount()).toBeGreaterThanOrEqual(sent - failed.length);
    },
    LIMIT_MS,
  );
});
