import type pg from "pg";
import type { StateRow } from "./state-rows.ts";
import { STATE_TABLES, type StateTable } from "./state-tables.ts";

export type CheckedTable = Exclude<StateTable, "notices">;

/** A row of state that is not what the events say; one side is null where it has no row. */
export type StateDifference = {
  table: CheckedTable;
  sourceId: string;
  key: string[];
  live: Record<string, unknown> | null;
  recomputed: Record<string, unknown> | null;
};

/** Compares recomputed rows with the live ones of the same businesses or users, in both directions. */
export async function findStateDifferences(
  client: pg.ClientBase,
  table: CheckedTable,
  recomputed: readonly StateRow[],
  ids: readonly string[],
): Promise<StateDifference[]> {
  const { rows } = await client.query<Omit<StateDifference, "table">>(STATEMENTS[table], [
    JSON.stringify(recomputed),
    ids,
  ]);
  return rows.map((row) => ({ table, ...row }));
}

function statement(table: CheckedTable): string {
  const [source, subject, ...rest] = STATE_TABLES[table];
  const key = [source, subject, ...rest].join(", ");
  const named = [subject, ...rest].join(", ");
  return `
SELECT source_id AS "sourceId", ARRAY[${named}]::text[] AS key, to_jsonb(l) AS live, to_jsonb(r) AS recomputed
FROM (SELECT * FROM ${table} WHERE ${subject} = ANY ($2::text[])) AS l
FULL JOIN (SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)) AS r USING (${key})
WHERE l IS DISTINCT FROM r`;
}

const STATEMENTS = {
  businesses: statement("businesses"),
  connections: statement("connections"),
  task_lists: statement("task_lists"),
  users: statement("users"),
  resources: statement("resources"),
} satisfies Record<CheckedTable, string>;
