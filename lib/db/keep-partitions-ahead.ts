import type pg from "pg";
import { ADVISORY_LOCK } from "./advisory-lock.ts";

const PARTITIONED = [
  { table: "bodies", column: "received_at" },
  { table: "attempts", column: "started_at" },
] as const;
/** This month and the two after it. */
const MONTHS = 3;

/**
 * Gives the tables that grow with time a partition for each month, before it begins. Rows that arrived earlier, and so
 * lie in the default partition, move with it. Who writes history of before this month names its beginning.
 */
export async function keepPartitionsAhead(pool: pg.Pool, since: Date | null = null): Promise<void> {
  const { rows } = await pool.query<{ first: string; next: string; suffix: string }>(MONTH_BOUNDS, [MONTHS, since]);
  for (const { table, column } of PARTITIONED) {
    for (const month of rows) await keepPartition(pool, { table, column, ...month });
  }
}

type Partition = { table: string; column: string; first: string; next: string; suffix: string };

async function keepPartition(pool: pg.Pool, partition: Partition): Promise<void> {
  const name = `${partition.table}_${partition.suffix}`;
  const client = await pool.connect();
  try {
    // Doors wait for this lock, so it gives up soon and tries again at the next round.
    await client.query(
      `BEGIN; SET LOCAL lock_timeout = '2s'; SELECT pg_advisory_xact_lock(${ADVISORY_LOCK.partitions})`,
    );
    const { rows } = await client.query("SELECT to_regclass($1) AS known", [name]);
    // Sent in one piece, as nobody can read or write the table until it is committed.
    await client.query(rows[0]?.known === null ? `${createPartition(name, partition)}; COMMIT` : "COMMIT");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function createPartition(name: string, { table, column, first, next }: Partition): string {
  const range = `${column} >= '${first}' AND ${column} < '${next}'`;
  return `
    LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE;
    CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL);
    WITH moved AS (DELETE FROM ${table}_default WHERE ${range} RETURNING *) INSERT INTO ${name} SELECT * FROM moved;
    ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${first}') TO ('${next}')`;
}

const MONTH_BOUNDS = `
SELECT to_char(m, 'YYYY-MM-DD') || 'T00:00:00Z' AS first,
  to_char(m + interval '1 month', 'YYYY-MM-DD') || 'T00:00:00Z' AS next, to_char(m, 'YYYY_MM') AS suffix
FROM generate_series(date_trunc('month', coalesce($2::timestamptz, now())), date_trunc('month', now()) + make_interval(months => $1::int - 1), interval '1 month') AS m`;
