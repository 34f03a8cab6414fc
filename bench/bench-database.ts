import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { keepPartitionsAhead } from "#lib/db/keep-partitions-ahead.ts";
import { migrate } from "#lib/db/migrate.ts";
import { createPool } from "#lib/db/pool.ts";
import { startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));

export interface BenchDatabase {
  url: string;
  pool: pg.Pool;
  /** The postmaster; its children are the sessions. */
  pid: number;
  /** A migrated database beside this one, in the same cluster. */
  openAnother(name: string): Promise<{ url: string; pool: pg.Pool }>;
  close(): Promise<void>;
}

/** A migrated database of its own with the durability of production: fsync and synchronous_commit on. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-bench-"));
  const server = await startEmbeddedPostgres({ dataDir, checkout: CHECKOUT });
  const pool = await openMigrated(server.url);
  const others: pg.Pool[] = [];
  const pid = Number(readFileSync(path.join(server.directory, "postmaster.pid"), "utf8").split("\n")[0]);
  return {
    url: server.url,
    pool,
    pid,
    openAnother: async (name) => {
      await pool.query(`CREATE DATABASE ${name}`);
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      const other = await openMigrated(url.href);
      others.push(other);
      return { url: url.href, pool: other };
    },
    close: async () => {
      await Promise.all([pool, ...others].map((each) => each.end()));
      await server.stop();
      for (const folder of [dataDir, server.directory]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openMigrated(url: string): Promise<pg.Pool> {
  const outcome = await migrate(url, path.join(CHECKOUT, "prisma/migrations"));
  if (outcome.kind === "refused") throw new Error(outcome.reason);
  const pool = createPool({ url, name: "bench" });
  // As the worker does when it starts, which locks the tables for a moment.
  await keepPartitionsAhead(pool);
  return pool;
}
