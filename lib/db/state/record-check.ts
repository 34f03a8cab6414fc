import type pg from "pg";
import { newId } from "#lib/platform/ids.ts";
import type { CheckPosition } from "./check-position.ts";
import type { CheckedTable, StateDifference } from "./find-state-differences.ts";

export type CheckResult = {
  /** Behind what was checked; null when the round is finished. */
  next: CheckPosition | null;
  kind: CheckPosition["kind"];
  ids: readonly string[];
  /** How many rows were compared. */
  count: number;
  differences: readonly StateDifference[];
};

/** The tables whose rows belong to a business, and to a user. */
export const CHECKED_TABLES = {
  business: ["businesses", "connections", "task_lists"],
  user: ["users", "resources"],
} as const satisfies Record<CheckPosition["kind"], readonly CheckedTable[]>;

/**
 * Keeps what differs, once a subject, and removes what agrees again. Returns the subjects that were not known to differ.
 */
export async function recordCheck(client: pg.ClientBase, result: CheckResult): Promise<StateDifference[]> {
  const { kind, ids, differences, next, count } = result;
  const found = JSON.stringify(differences.map((difference) => ({ id: newId(), ...difference })));
  await client.query("BEGIN");
  await client.query(RESOLVED, [CHECKED_TABLES[kind], ids, found]);
  const { rows } = await client.query<{ subject_kind: string; subject_key: string[] }>(FOUND, [found]);
  await client.query(PROGRESS, [next === null ? null : JSON.stringify(next), count, next === null]);
  await client.query("COMMIT");
  const fresh = new Set(rows.map((row) => JSON.stringify([row.subject_kind, ...row.subject_key])));
  return differences.filter(({ table, key }) => fresh.has(JSON.stringify([table, ...key])));
}

const GIVEN = `json_to_recordset($X::json)
  AS f (id uuid, "table" text, "sourceId" uuid, key text[], live jsonb, recomputed jsonb)`;

const RESOLVED = `
DELETE FROM state_differences d
WHERE d.subject_kind = ANY ($1::text[]) AND d.subject_key[1] = ANY ($2::text[]) AND NOT EXISTS (
  SELECT 1 FROM ${GIVEN.replace("$X", "$3")}
  WHERE f."table" = d.subject_kind AND f."sourceId" = d.source_id AND f.key = d.subject_key
)`;

const FOUND = `
INSERT INTO state_differences (id, found_at, subject_kind, source_id, subject_key, live, recomputed)
SELECT f.id, now(), f."table", f."sourceId", f.key, f.live, f.recomputed FROM ${GIVEN.replace("$X", "$1")}
WHERE NOT EXISTS (
  SELECT 1 FROM state_differences d
  WHERE d.subject_kind = f."table" AND d.source_id = f."sourceId" AND d.subject_key = f.key
)
RETURNING subject_kind, subject_key`;

const PROGRESS = `
UPDATE state_checks SET position = $1::jsonb, checked_count = checked_count + $2, checked_at = now(),
  round_finished_at = CASE WHEN $3::boolean THEN now() ELSE round_finished_at END`;
