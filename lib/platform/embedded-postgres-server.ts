import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  fchownSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { PostgresBinaries } from "./embedded-postgres-binaries.ts";
import type { PostgresCluster } from "./embedded-postgres-cluster.ts";
import { stopServer } from "./embedded-postgres-stop.ts";
import type { ServerUser } from "./embedded-postgres-user.ts";
import { findFreePort, isPortFree } from "./free-port.ts";
import { hasProcessIn, readPostmaster } from "./postmaster-file.ts";

export type ServerSettings = Readonly<Record<string, string>>;
export type RunningServer = { url: string; port: number; stop(): Promise<void> };

type ServerOptions = PostgresCluster & {
  binaries: PostgresBinaries;
  user: ServerUser;
  portFile: string;
  logFile: string;
  settings: ServerSettings;
  database: string;
  /** The only port that will do, because others were told it; otherwise the remembered one or any. */
  port?: number;
};

const DEFAULTS: ServerSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  log_checkpoints: "off",
  max_connections: "200",
  max_wal_size: "1GB",
  // After a crash every file is opened and flushed one by one otherwise: seconds in which webhooks wait.
  ...(process.platform === "linux" && { recovery_init_sync_method: "syncfs" }),
};
const START_TIMEOUT_MS = 60_000;
/** A predecessor that was killed a moment ago holds its lock file or shared memory a little longer. */
const STALE_AFTER_MS = 5_000;
const MAX_LOG_BYTES = 8 * 1024 * 1024;

export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const began = Date.now();
  for (;;) {
    const port = (await attach(options)) ?? (await startOnce(options, began));
    if (port !== null) {
      await createDatabase(options, port);
      return { url: urlOf(options, options.database, port), port, stop: () => stopServer(options.directory) };
    }
    if (Date.now() - began > START_TIMEOUT_MS) throw new Error(startFailure(options));
    await sleep(200);
  }
}

/** The port of a server that already runs on this cluster. */
async function attach(options: ServerOptions): Promise<number | null> {
  const postmaster = readPostmaster(options.directory);
  if (postmaster === null || postmaster.port === null) return null;
  const answers = await canConnect(options, postmaster.port);
  return answers ? postmaster.port : null;
}

/** One try: the port once the server answers, null when a try a little later may succeed. */
async function startOnce(options: ServerOptions, began: number): Promise<number | null> {
  if (Date.now() - began > STALE_AFTER_MS) dropStaleLock(options.directory);
  const port = options.port ?? (await choosePort(options.portFile));
  rotateLog(options.logFile);
  const logged = sizeOf(options.logFile);
  const exit = launch(options, port);
  let exited = false;
  void exit.then(() => {
    exited = true;
  });
  while (!exited) {
    if (readPostmaster(options.directory)?.port === port && (await canConnect(options, port))) {
      writeFileSync(options.portFile, String(port));
      return port;
    }
    if (Date.now() - began > START_TIMEOUT_MS) throw new Error(startFailure(options));
    await sleep(25);
  }
  if (
    !/already exists|pre-existing shared memory|could not bind/.test(readLog(options.logFile).slice(logged).toString())
  ) {
    throw new Error(startFailure(options));
  }
  return null;
}

/** Detached, with its output in a file: Ctrl-C and the death of its starter must not take the database down unasked. */
function launch(options: ServerOptions, port: number): Promise<void> {
  const log = openSync(options.logFile, "a", 0o600);
  if (options.user !== null) fchownSync(log, options.user.uid, options.user.gid);
  const settings = Object.entries({ ...DEFAULTS, ...options.settings }).flatMap(([key, value]) => [
    "-c",
    `${key}=${value}`,
  ]);
  const identity = options.user === null ? {} : { uid: options.user.uid, gid: options.user.gid };
  const child = spawn(options.binaries.postgres, ["-D", options.directory, "-p", String(port), ...settings], {
    ...identity,
    cwd: options.directory,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
}

async function choosePort(portFile: string): Promise<number> {
  const remembered = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0;
  return remembered > 0 && (await isPortFree(remembered, "127.0.0.1")) ? remembered : findFreePort();
}

async function canConnect(options: ServerOptions, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(options, "postgres", port), connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory === options.directory;
  } catch {
    // Refused, starting up, or another server's port: each of these is "not yet".
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(options: ServerOptions, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(options, "postgres", port) });
  await client.connect();
  try {
    const known = await client.query("select 1 from pg_database where datname = $1", [options.database]);
    if (known.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(options.database)}`);
  } finally {
    await client.end();
  }
}

/** PostgreSQL checks liveness by the number alone, which a zombie or an unrelated process may carry. */
function dropStaleLock(directory: string): void {
  if (!hasProcessIn(directory)) rmSync(`${directory}/postmaster.pid`, { force: true });
}

function urlOf({ superuser, password }: PostgresCluster, database: string, port: number): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`;
}

function startFailure(options: ServerOptions): string {
  return `The embedded PostgreSQL in ${options.directory} does not start. The end of ${options.logFile}:\n${logTail(options.logFile)}`;
}

function logTail(file: string): string {
  return readLog(file).toString().trimEnd().split("\n").slice(-8).join("\n");
}

function readLog(file: string): Buffer {
  return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function rotateLog(file: string): void {
  if (sizeOf(file) > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
}
