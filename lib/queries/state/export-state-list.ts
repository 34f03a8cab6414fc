import type pg from "pg";
import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ExportedRows } from "#lib/queries/csv-response.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { type Paging, type StateList, tableOf } from "./state-list.ts";
import { stateOrder, statePage } from "./state-page.ts";

const MAX_ROWS = 100_000;
const ROWS_AT_A_TIME = 1_000;

/**
 * Every row of a list in its order, at most `maxRows`, some at a time. Which they are is read first, so that none is
 * missed or repeated because it moved within the list meanwhile.
 */
export async function* exportStateList<Query extends Paging, Record extends pg.QueryResultRow, Row>(
  actor: Actor,
  list: StateList<Query, Record, Row>,
  query: Query,
  maxRows = MAX_ROWS,
): ExportedRows<Row> {
  actor.require("state:read");
  const position = { sort: list.sortOf(query), key: list.key, cursor: query.cursor, limit: maxRows };
  const columns = ["source_id", ...list.key.ids];
  const names = Prisma.raw(columns.map((name) => `${list.key.alias}.${name}`).join(", "));
  const page = statePage(tableOf(list), list.conditionsOf(query, new Date()), position);
  const keys = await refuseSlowRead(() =>
    readRows<{ [column: string]: string }>(
      Prisma.sql`SELECT ${names} FROM (${page}) AS ${Prisma.raw(list.key.alias)} ${stateOrder(position)}`,
    ),
  );
  for (let start = 0; start < Math.min(keys.length, maxRows); start += ROWS_AT_A_TIME) {
    const some = keys.slice(start, Math.min(start + ROWS_AT_A_TIME, maxRows));
    const rows = columns.map((column) => some.map((key) => key[column]));
    yield await refuseSlowRead(async () => list.toRows(await readRows<Record>(byKeys(list, columns, rows))));
  }
  return { isCut: keys.length > maxRows, maxRows };
}

function byKeys<Query, Record extends pg.QueryResultRow, Row>(
  { table, key: { alias }, enrich }: StateList<Query, Record, Row>,
  columns: readonly string[],
  values: readonly (string | undefined)[][],
): Prisma.Sql {
  const arrays = values.map(
    (column, index) => Prisma.sql`${column}${Prisma.raw(index === 0 ? "::uuid[]" : "::text[]")}`,
  );
  const names = Prisma.raw(columns.join(", "));
  const page = Prisma.sql`
SELECT ${Prisma.raw(alias)}.*, k.place AS sort_value
FROM unnest(${Prisma.join(arrays, ", ")}) WITH ORDINALITY AS k (${names}, place)
JOIN ${Prisma.raw(`${table} ${alias}`)} USING (${names})`;
  return enrich(page, Prisma.raw(`ORDER BY ${alias}.sort_value`), Prisma.raw(`${alias}.source_id`));
}
