import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { newId } from "#lib/platform/ids.ts";
import { ADVISORY_LOCK } from "./advisory-lock.ts";

export type MigrateOutcome = { kind: "migrated"; applied: string[] } | { kind: "refused"; reason: string };

type Migration = { name: string; sql: string; checksum: string };
type AppliedRow = { migration_name: string; checksum: string; finished_at: Date | null };

const LOCK_TIMEOUT = "120s";

/** Applies `<directory>/<name>/migration.sql` in name order and keeps Prisma's `_prisma_migrations`. */
export async function migrate(url: string, directory: string): Promise<MigrateOutcome> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC", connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK.migrations]);
    await client.query(CREATE_TABLE);
    return await applyMissing(client, migrations);
  } finally {
    await client.end();
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(path.join(directory, name, "migration.sql"));
      return { name, sql: bytes.toString("utf8"), checksum: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<MigrateOutcome> {
  const known = await client.query<AppliedRow>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  const reason = findConflict(known.rows, migrations);
  if (reason !== null) return { kind: "refused", reason };
  const done = new Set(known.rows.map((row) => row.migration_name));
  const applied: string[] = [];
  for (const migration of migrations.filter(({ name }) => !done.has(name))) {
    const failure = await apply(client, migration);
    if (failure !== null) return { kind: "refused", reason: failure };
    applied.push(migration.name);
  }
  return { kind: "migrated", applied };
}

function findConflict(rows: readonly AppliedRow[], migrations: readonly Migration[]): string | null {
  for (const row of rows) {
    const migration = migrations.find(({ name }) => name === row.migration_name);
    if (row.finished_at === null) {
      return `Migration ${row.migration_name} was started earlier and did not finish; undo what it left behind, then set its rolled_back_at in _prisma_migrations.`;
    }
    if (migration === undefined) {
      return `The database has migration ${row.migration_name}, which this version of Signalbox does not know; run the version that made it, or a newer one.`;
    }
    if (migration.checksum !== row.checksum) {
      return `Migration ${row.migration_name} was changed after it had been applied to this database; restore its file and put the change into a new migration.`;
    }
  }
  return null;
}

/** One transaction with its own record, so that a killed start leaves nothing half done. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<string | null> {
  const record = (startedAt: Date) =>
    client.query(INSERT_APPLIED, [newId(), checksum, name, startedAt]).then(() => undefined);
  const { rows } = await client.query<{ now: Date }>("select clock_timestamp() as now");
  const startedAt = rows[0]?.now ?? new Date();
  await client.query("begin");
  try {
    await client.query(sql);
    await record(startedAt);
    await client.query("commit");
    return null;
  } catch (error) {
    await client.query("rollback");
    if (!(error instanceof pg.DatabaseError)) throw error;
    return `Migration ${name} failed and was undone: ${error.message}.`;
  }
}

const CREATE_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

const INSERT_APPLIED = `insert into _prisma_migrations
  (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  values ($1, $2, $3, $4, clock_timestamp(), 1)`;
