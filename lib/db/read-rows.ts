import pg from "pg";
import type { Prisma } from "./generated/client.ts";
import { createPool } from "./pool.ts";

const STATEMENT_TIMEOUT_MS = 2_000;
const MAX_CONNECTIONS = 8;
const QUERY_CANCELED = "57014";

/** A read that was stopped after two seconds: the caller asks for a narrower question. */
export class ReadTimeout extends Error {
  override readonly name = "ReadTimeout";
}

// Next may load this module more than once; the pool must not multiply with it.
const kept = globalThis as typeof globalThis & { signalboxReadPool?: pg.Pool };

/**
 * Runs one read that is composed at run time, in at most two seconds. It is never prepared, so that each is planned for
 * its own values. Columns come back as node-postgres reads them: times as Date, bigint as string.
 */
export async function readRows<Row extends pg.QueryResultRow>(sql: Prisma.Sql): Promise<Row[]> {
  try {
    const result = await readPool().query<Row>({ text: sql.text, values: sql.values });
    return result.rows;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === QUERY_CANCELED) {
      throw new ReadTimeout("read stopped after 2 s", { cause: error });
    }
    throw error;
  }
}

/** For tests, which end the pool before they drop the database. */
export async function closeReadPool(): Promise<void> {
  const pool = kept.signalboxReadPool;
  delete kept.signalboxReadPool;
  await pool?.end();
}

function readPool(): pg.Pool {
  const url = process.env.DATABASE_URL;
  if (url === undefined) throw new Error("DATABASE_URL is not set");
  kept.signalboxReadPool ??= createPool({
    url,
    name: "reads",
    max: MAX_CONNECTIONS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  return kept.signalboxReadPool;
}
