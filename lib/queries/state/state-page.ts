import { Prisma } from "#lib/db/generated/client.ts";
import { instantSql } from "#lib/db/state/instant-sql.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { isInstant } from "#lib/domain/instant.ts";
import { encodeStateCursor, type StateCursor } from "#lib/domain/state-cursor.ts";
import { isUuid } from "#lib/domain/uuid.ts";

/** What a list of state is ordered by, before the key of its table breaks ties. Null sorts last. */
export interface StateSort {
  /** Stands in cursors, so that one of another order is refused. */
  readonly name: string;
  readonly value: Prisma.Sql;
  readonly type: keyof typeof TYPES;
  readonly isDescending: boolean;
  readonly isNullable: boolean;
}

/** The key of a table of state: source_id, then the provider's ids. */
export interface StateKey {
  readonly alias: string;
  readonly ids: readonly string[];
}

/** What every page statement selects beside its rows. */
export type PlacedRecord = { sort_text: string | null; source_id: string };

const TYPES = {
  instant: { cast: Prisma.raw("::timestamptz"), fits: isInstant },
  integer: { cast: Prisma.raw("::integer"), fits: (text: string) => /^-?\d{1,9}$/.test(text) },
  text: { cast: Prisma.empty, fits: (text: string) => !text.includes("\0") },
};

/** The rows of a page and one more, which tells whether another page follows; `source` is the FROM with its alias. */
export function statePage(
  source: Prisma.Sql,
  conditions: readonly Prisma.Sql[],
  position: { sort: StateSort; key: StateKey; cursor: StateCursor | undefined; limit: number },
): Prisma.Sql {
  const { sort, key, limit } = position;
  const all = [...conditions, ...behind(position)];
  const where = all.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(all, " AND ")}`;
  return Prisma.sql`SELECT ${Prisma.raw(key.alias)}.*, ${sort.value} AS sort_value FROM ${source} ${where}
    ${orderBy(sort.value, position)} LIMIT ${limit + 1}`;
}

/** The order of a page's rows again, for the statement around `statePage`. */
export function stateOrder(position: { sort: StateSort; key: StateKey }): Prisma.Sql {
  return orderBy(Prisma.raw(`${position.key.alias}.sort_value`), position);
}

/** `PlacedRecord` as SQL text, for the statement around `statePage`. */
export function placeColumns({ sort, key }: { sort: StateSort; key: StateKey }): Prisma.Sql {
  const value = Prisma.raw(`${key.alias}.sort_value`);
  const text = sort.type === "instant" ? instantSql(value) : Prisma.sql`${value}::text`;
  return Prisma.sql`${text} AS sort_text, ${Prisma.raw(key.alias)}.source_id`;
}

export function toStatePage<Row>(
  records: readonly (PlacedRecord & { readonly [column: string]: unknown })[],
  rows: readonly Row[],
  { sort, key, limit }: { sort: StateSort; key: StateKey; limit: number },
): Page<Row> {
  const last = records[limit - 1];
  const hasMore = records.length > limit && last !== undefined;
  const ids = last === undefined ? [] : [last.source_id, ...key.ids.map((column) => String(last[column]))];
  return {
    data: rows.slice(0, limit),
    nextCursor: hasMore ? encodeStateCursor({ value: last.sort_text, key: [sort.name, ...ids] }) : null,
  };
}

function orderBy(value: Prisma.Sql, { sort, key }: { sort: StateSort; key: StateKey }): Prisma.Sql {
  const direction = Prisma.raw(`${sort.isDescending ? "DESC" : "ASC"}${sort.isNullable ? " NULLS LAST" : ""}`);
  return Prisma.sql`ORDER BY ${value} ${direction}, ${Prisma.join(keyColumns(key), ", ")}`;
}

function keyColumns({ alias, ids }: StateKey): Prisma.Sql[] {
  return ["source_id", ...ids].map((column) => Prisma.raw(`${alias}.${column}`));
}

function behind({
  sort,
  key,
  cursor,
}: {
  sort: StateSort;
  key: StateKey;
  cursor: StateCursor | undefined;
}): Prisma.Sql[] {
  if (cursor === undefined) return [];
  const [sourceId, ...ids] = readKey(cursor, sort, key);
  const given = Prisma.join([Prisma.sql`${sourceId}::uuid`, ...ids.map((id) => Prisma.sql`${id}::text`)], ", ");
  const later = Prisma.sql`(${Prisma.join(keyColumns(key), ", ")}) > (${given})`;
  if (cursor.value === null) return [Prisma.sql`${sort.value} IS NULL`, later];
  const value = Prisma.sql`${cursor.value}::text${TYPES[sort.type].cast}`;
  const beyond = sort.isDescending ? Prisma.sql`${sort.value} < ${value}` : Prisma.sql`${sort.value} > ${value}`;
  const orNull = sort.isNullable ? Prisma.sql`OR ${sort.value} IS NULL` : Prisma.empty;
  return [Prisma.sql`(${beyond} ${orNull} OR (${sort.value} = ${value} AND ${later}))`];
}

/** The parts of a cursor's key; whoever sends one may have written it: AppError `invalid_input`. */
function readKey({ value, key: parts }: StateCursor, sort: StateSort, key: StateKey): readonly string[] {
  const [name, ...ids] = parts;
  const fits =
    name === sort.name &&
    ids.length === key.ids.length + 1 &&
    isUuid(ids[0] ?? "") &&
    ids.every((id) => !id.includes("\0")) &&
    (value === null ? sort.isNullable : TYPES[sort.type].fits(value));
  if (!fits) throw new AppError("invalid_input", 'The parameter "cursor" is not a cursor of this list.');
  return ids;
}
