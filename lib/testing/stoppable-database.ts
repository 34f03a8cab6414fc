import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { migrate } from "#lib/db/migrate.ts";
import { createPool } from "#lib/db/pool.ts";
import { startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { readPostmaster } from "#lib/platform/postmaster-file.ts";

export type StoppableDatabase = {
  url: string;
  pool: pg.Pool;
  stop(): Promise<void>;
  /** On the same port as before. */
  start(): Promise<void>;
  /** Every process of the server stands still: connections open, and nothing is answered. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
};

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

/** A migrated PostgreSQL of its own, which a test may stop, start and freeze. */
export async function openStoppableDatabase(
  settings: Readonly<Record<string, string>> = {},
): Promise<StoppableDatabase> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-stoppable-"));
  const launch = () => startEmbeddedPostgres({ dataDir, checkout: CHECKOUT, settings });
  let server = await launch();
  const outcome = await migrate(server.url, path.join(CHECKOUT, "prisma/migrations"));
  if (outcome.kind === "refused") throw new Error(outcome.reason);
  const { url, directory } = server;
  const pool = createPool({ url, name: "test" });
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of processesOf(directory)) send(pid, signal);
  };
  return {
    url,
    pool,
    stop: () => server.stop(),
    start: async () => {
      server = await launch();
    },
    freeze: () => signalAll("SIGSTOP"),
    thaw: () => signalAll("SIGCONT"),
    close: async () => {
      signalAll("SIGCONT");
      await pool.end();
      await server.stop();
      for (const folder of [dataDir, directory]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The postmaster first, so that it starts nobody while the others are told. */
function processesOf(directory: string): number[] {
  const postmaster = readPostmaster(directory)?.pid;
  if (postmaster === undefined) return [];
  const others = readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === postmaster);
  return [postmaster, ...others];
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended meanwhile.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    // It ended meanwhile.
    return 0;
  }
}
