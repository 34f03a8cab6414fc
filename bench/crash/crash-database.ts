import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { keepPartitionsAhead } from "#lib/db/keep-partitions-ahead.ts";
import { migrate } from "#lib/db/migrate.ts";
import { createPool } from "#lib/db/pool.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { readPostmaster } from "#lib/platform/postmaster-file.ts";
import { findQuietPort } from "./quiet-port.ts";

// After a crash only: looking at each file of each database would take longer than the recovery itself.
const SETTINGS = { recovery_init_sync_method: "syncfs" };
const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));

/** A PostgreSQL with the durability of production that can be crashed and started again, always at the same address. */
export class CrashCluster {
  readonly #dataDir: string;
  #server: EmbeddedPostgres;

  private constructor(dataDir: string, server: EmbeddedPostgres) {
    this.#dataDir = dataDir;
    this.#server = server;
  }

  static async start(): Promise<CrashCluster> {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-crash-"));
    writeFileSync(path.join(dataDir, "postgres-port"), String(await findQuietPort()));
    return new CrashCluster(dataDir, await startEmbeddedPostgres({ dataDir, checkout: CHECKOUT, settings: SETTINGS }));
  }

  /** A migrated database of its own. The pool outlives crashes; its queries fail meanwhile. */
  async open(
    name: string,
    databaseSettings: readonly string[],
    serverSettings: readonly string[] = [],
  ): Promise<{ url: string; pool: pg.Pool }> {
    const administration = createPool({ url: this.#server.url, name: "crash bench", max: 1 });
    await administration.query(`CREATE DATABASE ${name}`);
    for (const setting of databaseSettings) await administration.query(`ALTER DATABASE ${name} SET ${setting}`);
    for (const setting of serverSettings) await administration.query(`ALTER SYSTEM SET ${setting}`);
    await administration.query("SELECT pg_reload_conf()");
    await administration.end();
    const url = new URL(this.#server.url);
    url.pathname = `/${name}`;
    const outcome = await migrate(url.href, path.join(CHECKOUT, "prisma/migrations"));
    if (outcome.kind === "refused") throw new Error(outcome.reason);
    const pool = createPool({ url: url.href, name: "crash bench" });
    await keepPartitionsAhead(pool);
    return { url: url.href, pool };
  }

  /** As `pg_ctl stop -m immediate` does it: no checkpoint, what is not on disk yet is gone. */
  async crash(): Promise<void> {
    const pid = readPostmaster(this.#server.directory)?.pid;
    if (pid === undefined) throw new Error("PostgreSQL does not run");
    process.kill(pid, "SIGQUIT");
    while (readPostmaster(this.#server.directory)?.pid === pid) await sleep(10);
  }

  /** Resolves when it has recovered and answers. */
  async startAgain(): Promise<void> {
    const { port } = this.#server;
    this.#server = await startEmbeddedPostgres({ dataDir: this.#dataDir, checkout: CHECKOUT, settings: SETTINGS });
    if (this.#server.port !== port) throw new Error(`PostgreSQL came back at another port: ${this.#server.port}`);
  }

  async close(): Promise<void> {
    await this.#server.stop();
    const { directory } = this.#server;
    for (const each of [this.#dataDir, directory, `${directory}.log`]) rmSync(each, { recursive: true, force: true });
  }
}
