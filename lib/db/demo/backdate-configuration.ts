import type pg from "pg";

/** Lets the demo's sources and destinations look as old as their history, and the paused one as paused back then. */
export async function backdateConfiguration(
  pool: pg.Pool,
  given: { sourceSlugs: string[]; destinationIds: string[]; createdAt: Date; pausedAt: Date },
): Promise<void> {
  await pool.query("UPDATE sources SET created_at = $2 WHERE slug = ANY ($1)", [given.sourceSlugs, given.createdAt]);
  await pool.query(BACKDATE_DESTINATIONS, [given.destinationIds, given.createdAt, given.pausedAt]);
  await pool.query(BACKDATE_VERSIONS, [given.destinationIds, given.createdAt, given.pausedAt]);
}

const BACKDATE_DESTINATIONS = `
UPDATE destinations SET created_at = $2, paused_at = CASE WHEN paused_at IS NULL THEN NULL ELSE $3::timestamptz END
WHERE id = ANY ($1)`;

const BACKDATE_VERSIONS = `
UPDATE destination_versions SET valid_from = CASE WHEN version = 1 THEN $2::timestamptz ELSE $3::timestamptz END
WHERE destination_id = ANY ($1)`;
