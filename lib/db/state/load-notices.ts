import type pg from "pg";
import type { Notice } from "#lib/domain/state/notice.ts";
import { NOTICE_COLUMNS, type NoticeRecord, toNotice } from "./notice-record.ts";
import { type BusinessKey, type ConnectionKey, keyColumns, type ResourceKey } from "./register-keys.ts";

/** The notices of each key, in the order of the keys. */
export type Loaded<Key> = { key: Key; notices: Notice[] }[];

type Numbered = NoticeRecord & { place: string };

export function loadBusinessNotices(client: pg.ClientBase, keys: readonly BusinessKey[]): Promise<Loaded<BusinessKey>> {
  return load(client, BUSINESS_NOTICES, keys, ["source_id", "business_id"]);
}

export function loadTaskNotices(client: pg.ClientBase, keys: readonly BusinessKey[]): Promise<Loaded<BusinessKey>> {
  return load(client, TASK_NOTICES, keys, ["source_id", "business_id"]);
}

/** Of the syncs only those that the rules read: see `connectionState`. */
export function loadConnectionNotices(
  client: pg.ClientBase,
  keys: readonly ConnectionKey[],
): Promise<Loaded<ConnectionKey>> {
  return load(client, CONNECTION_NOTICES, keys, ["source_id", "business_id", "account_id"]);
}

export function loadResourceNotices(client: pg.ClientBase, keys: readonly ResourceKey[]): Promise<Loaded<ResourceKey>> {
  return load(client, RESOURCE_NOTICES, keys, ["source_id", "user_id", "resource", "resource_id"]);
}

async function load<Key extends object>(
  client: pg.ClientBase,
  sql: string,
  keys: readonly Key[],
  names: readonly (keyof Key)[],
): Promise<Loaded<Key>> {
  if (keys.length === 0) return [];
  const { rows } = await client.query<Numbered>(sql, keyColumns(keys, names));
  const loaded = keys.map((key): { key: Key; notices: Notice[] } => ({ key, notices: [] }));
  for (const row of rows) loaded[Number(row.place) - 1]?.notices.push(toNotice(row));
  return loaded;
}

const KINDS_OF_BUSINESS = "'business_created', 'business_activated', 'business_deactivated'";
const KINDS_OF_TASKS = "'tasks_requested', 'tasks_completed'";
const CHANGES = "'account_connected', 'account_disconnected', 'account_expired'";

// A subquery with an offset is asked once for each key, by its index, however the tables are estimated.
const OF_BUSINESS = (kinds: string) => `
SELECT k.place, ${NOTICE_COLUMNS}
FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS k (source_id, business_id, place)
CROSS JOIN LATERAL (
  SELECT * FROM notices n
  WHERE n.source_id = k.source_id AND n.business_id = k.business_id AND n.kind IN (${kinds}) OFFSET 0
) AS n`;
const BUSINESS_NOTICES = OF_BUSINESS(KINDS_OF_BUSINESS);
const TASK_NOTICES = OF_BUSINESS(KINDS_OF_TASKS);

const OF_ACCOUNT = "n.source_id = k.source_id AND n.business_id = k.business_id AND n.account_id = k.account_id";
const CONNECTION_NOTICES = `
SELECT k.place, ${NOTICE_COLUMNS}
FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY AS k (source_id, business_id, account_id, place)
CROSS JOIN LATERAL (
  WITH changes AS MATERIALIZED (SELECT * FROM notices n WHERE ${OF_ACCOUNT} AND n.kind IN (${CHANGES}))
  SELECT * FROM changes
  UNION ALL (
    SELECT * FROM notices n WHERE ${OF_ACCOUNT} AND n.kind = 'account_synced'
      AND n.at > coalesce((SELECT max(at) FROM changes), '-infinity') ORDER BY n.at, n.event_id LIMIT 1
  )
  UNION ALL (
    SELECT * FROM notices n WHERE ${OF_ACCOUNT} AND n.kind = 'account_synced'
      AND n.at <= (SELECT max(at) FROM changes WHERE kind <> 'account_connected') ORDER BY n.at DESC, n.event_id DESC LIMIT 1
  )
  UNION ALL (
    SELECT * FROM notices n WHERE ${OF_ACCOUNT} AND n.kind = 'account_synced' ORDER BY n.at DESC, n.event_id DESC LIMIT 1
  )
) AS n`;

const RESOURCE_NOTICES = `
SELECT k.place, ${NOTICE_COLUMNS}
FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS k (source_id, user_id, resource, resource_id, place)
CROSS JOIN LATERAL (
  SELECT * FROM notices n
  WHERE n.source_id = k.source_id AND n.user_id = k.user_id AND n.resource = k.resource AND n.resource_id = k.resource_id
  OFFSET 0
) AS n`;
