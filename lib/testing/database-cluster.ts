import { mkdirSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#lib/db/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "#lib/platform/embedded-postgres.ts";
import { readPostmaster } from "#lib/platform/postmaster-file.ts";
import { TEMPLATE_DATABASE } from "./template-database.ts";

const CHECKOUT = fileURLToPath(new URL("../..", import.meta.url));
const PREFIX = "signalbox-test-";
/** Tests kill processes, never the machine: what PostgreSQL handed to the system is not lost. */
const FAST = { fsync: "off", synchronous_commit: "on", full_page_writes: "off", max_connections: "300" };

/** Vitest's global set-up: one cluster for the run with one migrated template in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweepAbandonedClusters();
  const dataDir = path.join(os.tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const cluster = await startEmbeddedPostgres({
    dataDir,
    checkout: CHECKOUT,
    database: TEMPLATE_DATABASE,
    settings: FAST,
    isDurable: false,
  });
  await migrateTemplate(cluster);
  project.provide("clusterUrl", cluster.url.replace(TEMPLATE_DATABASE, "postgres"));
  return async () => {
    await cluster.stop();
    for (const folder of [cluster.directory, dataDir]) rmSync(folder, { recursive: true, force: true });
  };
}

async function migrateTemplate(cluster: EmbeddedPostgres): Promise<void> {
  const outcome = await migrate(cluster.url, path.join(CHECKOUT, "prisma/migrations"));
  if (outcome.kind === "refused") throw new Error(outcome.reason);
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  await client.query(`alter database ${TEMPLATE_DATABASE} with is_template true`);
  await client.end();
}

/** A run that was killed leaves its server and its folder behind; the folder's name says whose they were. */
function sweepAbandonedClusters(): void {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    const folder = path.join(os.tmpdir(), name);
    const postmaster = readPostmaster(path.join(folder, "postgres"));
    if (postmaster !== null && isAlive(postmaster.pid)) process.kill(postmaster.pid, "SIGQUIT");
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
