import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Door } from "#lib/pipeline/receive/incoming-request.ts";
import { findFreePort } from "#lib/platform/free-port.ts";
import { nodeFlags } from "#lib/platform/node-flags.mjs";

export const TEST_SECRET = "a-test-installation-secret-of-enough-length";

export interface DoorProcess {
  door: Door;
  port: number;
  url: string;
  pid: number;
  /** Everything the process wrote so far. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const START_LIMIT_MS = 120_000;

/** A door as it runs in production: a process of its own, on a free loopback port. */
export async function startDoor(
  door: Door,
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<DoorProcess> {
  const [port, other] = [await findFreePort(), await findFreePort()];
  // Of its own, so that it neither adopts nor knows anything of another test's door.
  const spoolDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-test-spool-"));
  const child = spawn(process.execPath, [...nodeFlags(door), `bin/${door}.ts`], {
    cwd: CHECKOUT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      DATABASE_URL: databaseUrl,
      SIGNALBOX_SECRET: TEST_SECRET,
      SIGNALBOX_ALLOW_PRIVATE: "127.0.0.0/8",
      SIGNALBOX_SPOOL_DIR: spoolDir,
      RECEIVER_PORT: String(door === "receiver" ? port : other),
      CONSOLE_PORT: String(door === "console" ? port : other),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.once("exit", () => rmSync(spoolDir, { recursive: true, force: true }));
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const url = `http://127.0.0.1:${port}`;
  await whenServing(url, child, () => output).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  // SIGTERM would wait for the idle connections that this process keeps.
  const stop = async (signal: NodeJS.Signals = "SIGINT") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  return { door, port, url, pid: child.pid ?? 0, output: () => output, stop };
}

async function whenServing(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const isUp = await fetch(`${url}/api/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the door did not start:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
