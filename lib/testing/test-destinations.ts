import type pg from "pg";
import { newId } from "#lib/platform/ids.ts";

interface DestinationOptions {
  url?: string;
  eventTypes?: string[];
  sources?: string[];
  isPaused?: boolean;
}

/** A destination as the store finds it in the database. Returns its id. */
export async function insertDestination(
  pool: pg.Pool,
  name: string,
  options: DestinationOptions = {},
): Promise<string> {
  const id = newId();
  await pool.query(
    `INSERT INTO destinations (id, name, url, event_types, sources, header_names, retry_schedule, paused_at)
     VALUES ($1, $2, $3, $4, $5, '{}', '{5,30}', $6)`,
    [
      id,
      name,
      options.url ?? "https://example.com/hook",
      options.eventTypes ?? [],
      options.sources ?? [],
      options.isPaused ? new Date() : null,
    ],
  );
  await pool.query(FIRST_VERSION, [id]);
  return id;
}

/** As every write of a destination leaves it behind. */
export const FIRST_VERSION = `
INSERT INTO destination_versions (destination_id, version, valid_from, name, event_types, sources, is_paused, is_deleted)
SELECT id, version, created_at, name, event_types, sources, paused_at IS NOT NULL, deleted_at IS NOT NULL
FROM destinations WHERE id = $1`;
