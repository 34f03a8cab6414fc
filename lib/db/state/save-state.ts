import type pg from "pg";
import { type BusinessKey, keyColumns } from "./register-keys.ts";
import type { StateRow } from "./state-rows.ts";

type SavedTable = "businesses" | "connections" | "task_lists" | "resources";

/** Writes what the rules say now. A business has its row already, from being counted. */
export async function saveState(client: pg.ClientBase, table: SavedTable, rows: readonly StateRow[]): Promise<void> {
  if (rows.length > 0) await client.query(STATEMENTS[table], [JSON.stringify(rows)]);
}

/** Counts, for inactive businesses, what happened to their accounts and tasks after the deactivation. */
export async function saveLateActivity(client: pg.ClientBase, keys: readonly BusinessKey[]): Promise<void> {
  if (keys.length > 0) await client.query(LATE_ACTIVITY, keyColumns(keys, ["source_id", "business_id"]));
}

const BUSINESS_COLUMNS = [
  "status",
  "status_since",
  "created_at",
  "external_id",
  "external_ids",
  "as_of",
  "decided_by",
  "last_seen_at",
];
const CONNECTION_KEY = ["source_id", "business_id", "account_id"];
const CONNECTION_COLUMNS = [
  "state",
  "since",
  "last_sync_at",
  "problem",
  "problem_since",
  "recovered_at",
  "recovered_by",
  "candidates",
  "as_of",
  "decided_by",
  "last_seen_at",
];
const TASK_LIST_KEY = ["source_id", "business_id"];
const TASK_LIST_COLUMNS = [
  "state",
  "task_types",
  "type_since",
  "open_since",
  "last_reminder_at",
  "last_reconnect_reminder_at",
  "completed_at",
  "previous_completed_at",
  "turnaround_seconds",
  "is_merged",
  "as_of",
  "decided_by",
  "last_seen_at",
];
const RESOURCE_KEY = ["source_id", "user_id", "resource", "resource_id"];
const RESOURCE_COLUMNS = [
  "status",
  "message",
  "certainty",
  "also_received",
  "has_open_error",
  "first_received_at",
  "status_since",
  "last_received_at",
  "decided_by",
  "last_seen_at",
];

const STATEMENTS = {
  businesses: `
UPDATE businesses b SET ${BUSINESS_COLUMNS.map((column) => `${column} = r.${column}`).join(", ")}
FROM json_populate_recordset(NULL::businesses, $1::json) AS r
WHERE b.source_id = r.source_id AND b.business_id = r.business_id`,
  connections: upsert("connections", CONNECTION_KEY, CONNECTION_COLUMNS),
  task_lists: upsert("task_lists", TASK_LIST_KEY, TASK_LIST_COLUMNS),
  resources: upsert("resources", RESOURCE_KEY, RESOURCE_COLUMNS),
} satisfies Record<SavedTable, string>;

function upsert(table: string, key: readonly string[], columns: readonly string[]): string {
  const all = [...key, ...columns].join(", ");
  return `
INSERT INTO ${table} (${all}) SELECT ${all} FROM json_populate_recordset(NULL::${table}, $1::json)
ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${columns.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}`;
}

const LATE_ACTIVITY = `
UPDATE businesses b SET late_activity_count = late.count, late_activity_at = late.last
FROM (
  SELECT c.source_id, c.business_id, l.count, l.last
  FROM unnest($1::uuid[], $2::text[]) AS k (source_id, business_id)
  JOIN businesses c ON c.source_id = k.source_id AND c.business_id = k.business_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS count, max(n.at) AS last FROM notices n
    WHERE c.status = 'inactive' AND n.source_id = c.source_id AND n.business_id = c.business_id AND n.at > c.status_since
      AND (n.kind LIKE 'account%' OR n.kind LIKE 'tasks%')
  ) AS l
  WHERE (c.late_activity_count, c.late_activity_at) IS DISTINCT FROM (l.count, l.last)
) AS late
WHERE b.source_id = late.source_id AND b.business_id = late.business_id`;
