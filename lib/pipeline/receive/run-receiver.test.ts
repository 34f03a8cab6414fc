import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type BoundSocket, bindSocket } from "#lib/platform/bound-socket.ts";
import { findFreePort } from "#lib/platform/free-port.ts";
import { TEST_SECRET } from "#lib/testing/door-process.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";

const CHECKOUT = fileURLToPath(new URL("../../..", import.meta.url));
const START_MS = 60_000;

let folder: string;
let database: TestDatabase;
let port: number;
let socket: BoundSocket | null;
let child: ChildProcess | null;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-receiver-"));
  database = await openTestDatabase();
});
afterAll(async () => {
  await database?.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  port = await findFreePort();
  socket = null;
  child = null;
});
afterEach(async () => {
  socket?.close();
  if (child === null || child.exitCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
});

/** A receiver as a shell runs it, so that `$$` can be its process id. */
function run(command: string, env: Record<string, string>, passed?: BoundSocket): ChildProcess {
  const started = spawn("sh", ["-c", command], {
    cwd: CHECKOUT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      SIGNALBOX_SECRET: TEST_SECRET,
      SIGNALBOX_LOG_LEVEL: "warn",
      SIGNALBOX_DATA_DIR: folder,
      RECEIVER_PORT: String(port),
      ...env,
    },
    stdio: ["ignore", "ignore", "pipe", passed?.fd ?? "ignore"],
  });
  child = started;
  return started;
}

const RECEIVER = `exec ${process.execPath} bin/receiver.ts`;

async function isLive(host: string, onPort: number): Promise<boolean> {
  return fetch(`http://${host}:${onPort}/api/health/live`).then(
    (response) => response.ok,
    () => false,
  );
}

/** How it ended, and the last thing that it said. */
async function ended(process: ChildProcess): Promise<{ code: number | null; said: string }> {
  const said = process.stderr === null ? Promise.resolve("") : text(process.stderr);
  const [code] = await once(process, "exit");
  return { code, said: (await said).trim() };
}

async function bindAnother(): Promise<number> {
  const other = await findFreePort();
  const outcome = await bindSocket("127.0.0.1", other);
  if (outcome.kind === "taken") throw new Error("the free port was taken");
  socket = outcome.socket;
  return other;
}

test(
  "a socket passed on as systemd does it is served instead of an address of its own",
  async () => {
    const passed = await bindAnother();
    run(`LISTEN_PID=$$ LISTEN_FDS=1 ${RECEIVER}`, {}, socket ?? undefined);
    await expect.poll(() => isLive("127.0.0.1", passed), { timeout: START_MS }).toBe(true);
    expect(await isLive("127.0.0.1", port)).toBe(false);
  },
  START_MS,
);

test(
  "a socket meant for a process above is left alone",
  async () => {
    const passed = await bindAnother();
    run(RECEIVER, { LISTEN_PID: "1", LISTEN_FDS: "1" }, socket ?? undefined);
    await expect.poll(() => isLive("127.0.0.1", port), { timeout: START_MS }).toBe(true);
    expect(await isLive("127.0.0.1", passed)).toBe(false);
  },
  START_MS,
);

const SOMAXCONN = "/proc/sys/net/core/somaxconn";
const queueLimit = existsSync(SOMAXCONN) ? Number(readFileSync(SOMAXCONN, "utf8")) : 0;

test.skipIf(queueLimit < 1000).each(["passed on", "of its own"])(
  "nine hundred connections can wait in a socket %s",
  async (kind) => {
    const passed = kind === "passed on" ? await bindAnother() : null;
    const receiver = passed === null ? run(RECEIVER, {}) : run(`LISTEN_FDS=1 ${RECEIVER}`, {}, socket ?? undefined);
    const at = passed ?? port;
    await expect.poll(() => isLive("127.0.0.1", at), { timeout: START_MS }).toBe(true);
    receiver.kill("SIGSTOP");
    const waiting = Array.from({ length: 900 }, () => connect(at, "127.0.0.1").on("error", () => undefined));
    await Promise.all(waiting.map((connection) => once(connection, "connect")));
    for (const connection of waiting) connection.destroy();
  },
  START_MS,
);

test(
  "an IPv6 address is served",
  async () => {
    run(RECEIVER, { HOST: "::1" });
    await expect.poll(() => isLive("[::1]", port), { timeout: START_MS }).toBe(true);
  },
  START_MS,
);

test(
  "a port in use ends the start with one sentence",
  async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const { code, said } = await ended(run(RECEIVER, {}));
    expect(code).toBe(1);
    expect(said).toBe(`Port ${port} on 127.0.0.1 is in use by another program: stop that one, or set RECEIVER_PORT.`);
    await new Promise((resolve) => other.close(resolve));
  },
  START_MS,
);

test(
  "several sockets end the start with one sentence",
  async () => {
    const { code, said } = await ended(run(RECEIVER, { LISTEN_FDS: "2" }));
    expect(code).toBe(1);
    expect(said).toBe("LISTEN_FDS is 2: pass exactly one listening socket.");
  },
  START_MS,
);

test(
  "a descriptor that is no socket ends the start with one sentence",
  async () => {
    const { code, said } = await ended(run(RECEIVER, { LISTEN_FDS: "1" }));
    expect(code).toBe(1);
    expect(said).toBe("Descriptor 3, announced by LISTEN_FDS, is not a listening socket (EINVAL).");
  },
  START_MS,
);
