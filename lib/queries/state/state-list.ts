import type pg from "pg";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { StateCursor } from "#lib/domain/state-cursor.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import {
  type PlacedRecord,
  placeColumns,
  type StateKey,
  type StateSort,
  stateOrder,
  statePage,
  toStatePage,
} from "./state-page.ts";

/** What the lists of state differ in. */
export interface StateList<Query, Record extends pg.QueryResultRow, Row> {
  readonly table: string;
  readonly key: StateKey;
  sortOf(query: Query): StateSort;
  conditionsOf(query: Query, now: Date): Prisma.Sql[];
  /** Adds what is shown to the few rows that `page` selects, keeps `order`, and selects `place` too. */
  enrich(page: Prisma.Sql, order: Prisma.Sql, place: Prisma.Sql): Prisma.Sql;
  toRows(records: readonly Record[]): Promise<Row[]>;
}

export interface Paging {
  readonly limit: number;
  readonly cursor?: StateCursor | undefined;
}

export async function readStateList<Query extends Paging, Record extends pg.QueryResultRow, Row>(
  list: StateList<Query, Record, Row>,
  query: Query,
): Promise<Page<Row>> {
  const position = { sort: list.sortOf(query), key: list.key, cursor: query.cursor, limit: query.limit };
  const page = statePage(tableOf(list), list.conditionsOf(query, new Date()), position);
  return refuseSlowRead(async () => {
    const records = await readRows<Record & PlacedRecord>(
      list.enrich(page, stateOrder(position), placeColumns(position)),
    );
    return toStatePage(records, await list.toRows(records), position);
  });
}

/** The table of a list under its alias. */
export function tableOf({ table, key }: { table: string; key: StateKey }): Prisma.Sql {
  return Prisma.raw(`${table} ${key.alias}`);
}
