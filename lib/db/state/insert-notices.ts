import type pg from "pg";
import type { Instant } from "#lib/domain/instant.ts";
import type { NoticeRecord } from "./notice-record.ts";

/** A row for notices; times are instants. */
export type NoticeRow = Omit<NoticeRecord, "at" | "seen_at"> & {
  source_id: string;
  at: Instant;
  seen_at: Instant;
  /** SHA-256 as PostgreSQL writes a bytea: \x and the digits. */
  twin_key: string | null;
  /** How long after an event its twin is probably a retry, null for any span; not kept, as the key determines it. */
  twin_within_ms: number | null;
};

/**
 * Adds notices and counts them for the business and the user that they name; one that is there already is neither
 * added nor counted again. Returns the ids of those that are new.
 */
export async function insertNotices(client: pg.ClientBase, rows: readonly NoticeRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const { rows: inserted } = await client.query<{ event_id: string }>(INSERT_NOTICES, [JSON.stringify(rows)]);
  return new Set(inserted.map(({ event_id }) => event_id));
}

const COUNTED = (table: string, key: string) => `
INSERT INTO ${table} (source_id, ${key}, event_count, first_event_at, last_event_at)
SELECT source_id, ${key}, count(*)::int, min(seen_at), max(seen_at) FROM inserted
WHERE ${key} IS NOT NULL GROUP BY source_id, ${key} ORDER BY source_id, ${key}
ON CONFLICT (source_id, ${key}) DO UPDATE SET event_count = ${table}.event_count + EXCLUDED.event_count,
  first_event_at = least(${table}.first_event_at, EXCLUDED.first_event_at),
  last_event_at = greatest(${table}.last_event_at, EXCLUDED.last_event_at)`;

const INSERT_NOTICES = `
WITH inserted AS (
  INSERT INTO notices (event_id, source_id, kind, business_id, external_id, account_id, task_types, user_id, resource,
    resource_id, status, message, at, is_timed, seen_at, twin_key)
  SELECT event_id, source_id, kind, business_id, external_id, account_id, task_types, user_id, resource,
    resource_id, status, message, at, is_timed, seen_at, twin_key
  FROM json_populate_recordset(NULL::notices, $1::json)
  ON CONFLICT DO NOTHING
  RETURNING event_id, source_id, business_id, user_id, seen_at
), businesses_counted AS (${COUNTED("businesses", "business_id")}
), users_counted AS (${COUNTED("users", "user_id")}
)
SELECT event_id FROM inserted`;
