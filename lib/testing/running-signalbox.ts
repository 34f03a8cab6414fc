import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chooseLocation } from "#lib/platform/embedded-postgres-location.ts";
import { findFreePort } from "#lib/platform/free-port.ts";

export type RunningSignalbox = {
  consoleUrl: string;
  receiverUrl: string;
  dataDir: string;
  /** The one-time address that makes the first admin, when there is no operator yet. */
  setupLink: string | null;
  pid: number;
  /** Everything written to stdout and stderr so far. */
  output(): string;
  /** SIGTERM, then waits for the end; resolves with the exit code. Deletes a data directory that it made. */
  stop(): Promise<number | null>;
};

type Options = {
  env?: Readonly<Record<string, string>>;
  /** Kept afterwards when given. */
  dataDir?: string;
  consolePort?: number;
  receiverPort?: number;
  timeoutMs?: number;
};

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
/** Set to nothing, so that neither the shell's nor a `.env` file's values reach a test. */
const CLEARED = [
  "DATABASE_URL",
  "SIGNALBOX_SECRET",
  "HOST",
  "SIGNALBOX_CONSOLE_URL",
  "SIGNALBOX_RECEIVER_URL",
  "SIGNALBOX_TRUSTED_PROXIES",
  "SIGNALBOX_ADMIN_EMAIL",
  "SIGNALBOX_ADMIN_PASSWORD",
  "SIGNALBOX_BOOTSTRAP_API_KEY",
  "ASSET_JWKS_URL",
  "ASSET_SHARED_HEADERS",
  "ABOUND_SIGNING_SECRETS",
  "SIGNALBOX_ALLOW_PRIVATE",
  "SIGNALBOX_RETRY_SCHEDULE",
  "SIGNALBOX_LOG_LEVEL",
];

const START = [path.join(CHECKOUT, "bin/bootstrap.mjs"), "start"];

/** This process's environment with Signalbox's own variables set to these and nothing else. */
export function cleanEnv(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...Object.fromEntries(CLEARED.map((name) => [name, ""])), NODE_ENV: "production", ...given };
}

/** `npm start` as a person runs it, on free ports and a data directory of its own; resolves at its line `ready`. */
export async function startSignalbox(options: Options = {}): Promise<RunningSignalbox> {
  const dataDir = options.dataDir ?? makeDataDir();
  const consolePort = options.consolePort ?? (await findFreePort());
  const receiverPort = options.receiverPort ?? (await findFreePort());
  const places = {
    SIGNALBOX_DATA_DIR: dataDir,
    CONSOLE_PORT: String(consolePort),
    RECEIVER_PORT: String(receiverPort),
  };
  const child = spawn(process.execPath, START, {
    cwd: CHECKOUT,
    stdio: ["ignore", "pipe", "pipe"],
    env: cleanEnv({ ...places, ...options.env }),
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await whenReady(ended, () => output, options.timeoutMs ?? 180_000);
  return {
    consoleUrl: `http://127.0.0.1:${consolePort}`,
    receiverUrl: `http://127.0.0.1:${receiverPort}`,
    dataDir,
    setupLink: /https?:\/\/\S+\/setup\S*/.exec(output)?.[0] ?? null,
    pid: child.pid ?? 0,
    output: () => output,
    stop: async () => {
      child.kill("SIGTERM");
      const code = await ended;
      if (options.dataDir === undefined) removeDataDir(dataDir);
      return code;
    },
  };
}

/** As root the database's own user has to pass through it, which a new temporary folder does not allow. */
function makeDataDir(): string {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-run-"));
  chmodSync(dataDir, 0o711);
  return dataDir;
}

function removeDataDir(dataDir: string): void {
  const { directory } = chooseLocation(dataDir, CHECKOUT);
  for (const folder of [directory, dataDir]) rmSync(folder, { recursive: true, force: true });
}

async function whenReady(ended: Promise<number | null>, output: () => string, timeoutMs: number): Promise<void> {
  let code: number | null | undefined;
  void ended.then((exitCode) => {
    code = exitCode;
  });
  for (const until = Date.now() + timeoutMs; Date.now() < until; ) {
    if (/^ready$/m.test(output())) return;
    if (code !== undefined) throw new Error(`Signalbox ended with ${code} before it was ready:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Signalbox was not ready within ${timeoutMs} ms:\n${output()}`);
}
