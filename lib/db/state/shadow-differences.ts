import type pg from "pg";
import { keysOf } from "#lib/domain/keys-of.ts";
import { STATE_TABLES, type StateTable } from "./state-tables.ts";

export type SubjectDifference = { key: Record<string, unknown>; live: unknown; recomputed: unknown };

/** Where live and rebuilt state differ in a table. */
export type TableDifference = { table: string; count: number; first: SubjectDifference[] };

const MOST_SHOWN = 20;

/** Compares every table of state with its rebuilt copy, and what was parked and flagged beside them. */
export async function findShadowDifferences(client: pg.ClientBase): Promise<TableDifference[]> {
  const found: TableDifference[] = [];
  for (const table of keysOf(STATE_TABLES)) found.push(await compare(client, table, tableDifference(table)));
  found.push(await compare(client, "parked_events", PARKED_DIFFERENCE));
  found.push(await compare(client, "probable_retries", RETRY_DIFFERENCE));
  return found.filter(({ count }) => count > 0);
}

async function compare(client: pg.ClientBase, table: string, sql: string): Promise<TableDifference> {
  const { rows } = await client.query<SubjectDifference & { count: number }>(
    `SELECT d.*, count(*) OVER ()::int AS count FROM (${sql}) AS d ORDER BY d.key LIMIT ${MOST_SHOWN}`,
  );
  return { table, count: rows[0]?.count ?? 0, first: rows.map(({ count: _count, ...subject }) => subject) };
}

function tableDifference(table: StateTable): string {
  const key = STATE_TABLES[table];
  const named = key.map((column) => `'${column}', ${column}`).join(", ");
  return `
SELECT jsonb_build_object(${named}) AS key, to_jsonb(l) AS live, to_jsonb(r) AS recomputed
FROM public.${table} l FULL JOIN rebuild.${table} r USING (${key.join(", ")}) WHERE l IS DISTINCT FROM r`;
}

const PARKED_DIFFERENCE = `
SELECT jsonb_build_object('event_id', event_id) AS key, to_jsonb(l.error) AS live, to_jsonb(r.error) AS recomputed
FROM public.parked_events l FULL JOIN rebuild.parked_events r USING (event_id)
WHERE l.event_id IS NULL OR r.event_id IS NULL`;

const RETRY_DIFFERENCE = `
SELECT jsonb_build_object('event_id', event_id) AS key, to_jsonb(l.event_id IS NOT NULL) AS live,
  to_jsonb(r.event_id IS NOT NULL) AS recomputed
FROM (
  SELECT e.id AS event_id FROM events e, projector p
  WHERE e.flags @> '{probable_retry}' AND e.flags <> '{}' AND (e.tx, e.id) <= (p.tx, p.event_id)
) AS l FULL JOIN rebuild.probable_retries r USING (event_id)
WHERE l.event_id IS NULL OR r.event_id IS NULL`;
