import type pg from "pg";
import { type StoreRow, storeBatch } from "./store-batch.ts";

export type SettledRow = { kind: "stored" | "duplicate" | "id_conflict"; eventId: string };

/** More different bodies under one provider id than this are attributed to the last of them. */
const MAX_VARIANTS = 1000;

/**
 * What a row is whose key was taken: the event itself, stored by a commit whose answer never came; a duplicate when its
 * body is one we have under that key; else an event of its own under `key#2`, `key#3` …, flagged `id_conflict`. Nothing
 * is ever overwritten, and a row that is settled twice counts once.
 */
export async function settleTaken(pool: pg.Pool, row: StoreRow, lane: number): Promise<SettledRow> {
  for (let variant = 1; variant <= MAX_VARIANTS; variant += 1) {
    const providerKey = variant === 1 ? row.providerKey : `${row.providerKey}#${variant}`;
    const eventId = await countDuplicate(pool, { ...row, providerKey }, lane);
    if (eventId === row.eventId) return { kind: variant === 1 ? "stored" : "id_conflict", eventId };
    if (eventId !== null) return { kind: "duplicate", eventId };
    const conflicting = { ...row, providerKey, flags: [...row.flags, "id_conflict"] };
    if (variant > 1 && (await storeBatch(pool, [conflicting], lane)).has(row.eventId)) {
      return { kind: "id_conflict", eventId: row.eventId };
    }
  }
  throw new Error(`more than ${MAX_VARIANTS} different bodies under one provider id`);
}

/** The id of the event with this key and body, its duplicate counted unless it is the row itself; null when none is. */
async function countDuplicate(pool: pg.Pool, row: StoreRow, lane: number): Promise<string | null> {
  const result = await pool.query<{ id: string }>({
    name: "count-duplicate",
    text: COUNT_DUPLICATE,
    values: [
      row.sourceId,
      row.providerKey,
      row.bodyHash,
      row.receivedAt,
      row.requestId,
      row.slug,
      row.door,
      row.remoteAddress,
      row.raw.length,
      lane,
      row.eventId,
    ],
  });
  return result.rows[0]?.id ?? null;
}

// The request's own row is what tells whether it was counted before, so it goes in first.
const COUNT_DUPLICATE = `
WITH taken AS (
  SELECT id, source_id, type FROM events
  WHERE source_id = $1::uuid AND provider_key = $2::text AND body_hash = $3::bytea
), asked AS (
  INSERT INTO requests (id, source_id, slug, door, outcome, status, received_at, remote_address, event_id, is_duplicate, body_size)
  SELECT $5::uuid, source_id, $6::text, $7::text, 'accepted', 200, $4::timestamptz, $8::text, id, true, $9::int FROM taken
  WHERE $5::uuid IS NOT NULL AND id <> $11::uuid
  ON CONFLICT (id) DO NOTHING
  RETURNING event_id
), again AS MATERIALIZED (
  SELECT event_id FROM asked UNION ALL SELECT id FROM taken WHERE $5::uuid IS NULL AND id <> $11::uuid
), seen AS (
  UPDATE events SET duplicates = duplicates + 1, last_seen_at = greatest(last_seen_at, $4::timestamptz)
  FROM again WHERE events.id = again.event_id
  RETURNING events.source_id, events.type
), counted AS (
  INSERT INTO request_minutes (minute, source_id, type, outcome, lane, count)
  SELECT date_trunc('minute', $4::timestamptz), source_id, type, 'duplicate', $10::int, 1 FROM seen
  ON CONFLICT (source_id, minute, type, outcome, lane) DO UPDATE SET count = request_minutes.count + 1
)
SELECT id FROM taken`;
