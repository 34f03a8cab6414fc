import type pg from "pg";
import type { Prisma } from "#lib/db/generated/client.ts";

/** Runs one composed statement in a transaction that the caller holds. */
export type RunSql = <Row extends pg.QueryResultRow>(sql: Prisma.Sql) => Promise<Row[]>;

export function sqlRunner(client: pg.ClientBase): RunSql {
  return async <Row extends pg.QueryResultRow>(sql: Prisma.Sql) =>
    (await client.query<Row>({ text: sql.text, values: sql.values })).rows;
}
