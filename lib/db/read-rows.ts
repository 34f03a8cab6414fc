import pg from "pg";
import { createPool } from "./pool.ts";

const STATEMENT_TIMEOUT_MS = 2_000;
/** A server that is frozen does not even stop a statement. */
const SILENT_MS = 4_000;
const MAX_CONNECTIONS = 8;
const QUERY_CANCELED = "57014";

/** As composed by Prisma.sql, or by hand where Prisma is not loaded. */
type Statement = { readonly text: string; readonly values: unknown[] };

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
export async function readRows<Row extends pg.QueryResultRow>(sql: Statement): Promise<Row[]> {
  try {
    const query = { text: sql.text, values: sql.values, query_timeout: SILENT_MS };
    const result = await readPool().query<Row>(query);
    return result.rows;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === QUERY_CANCELED) {
      throw new ReadTimeout("read stopped after 2 s", { cause: error });
    }
    throw error;
  }
}

/** Reads of one moment that may take longer, in at most `limitMs` each; ReadTimeout as above. */
export async function readAtLength<T>(limitMs: number, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await readPool().connect();
  let isBroken = true;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await client.query(`SET LOCAL statement_timeout = ${Math.ceil(limitMs)}`);
    const result = await work(client);
    await client.query("COMMIT");
    isBroken = false;
    return result;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === QUERY_CANCELED)) throw error;
    throw new ReadTimeout(`read stopped after ${limitMs} ms`, { cause: error });
  } finally {
    client.release(isBroken);
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
