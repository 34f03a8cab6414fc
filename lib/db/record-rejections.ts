import type pg from "pg";
import { byteaArray } from "./bytea-array.ts";

/** A refused request. `body` is set for those kept in full; the others live in the ring, with a prefix. */
export interface RejectionRow {
  id: string;
  sourceId: string | null;
  slug: string;
  door: string;
  status: number;
  cause: string;
  receivedAt: string;
  remoteAddress: string | null;
  headersJson: string;
  bodySize: number | null;
  bodyPrefix: Buffer;
  body: Buffer | null;
}

export async function recordRejections(pool: pg.Pool, rows: readonly RejectionRow[]): Promise<void> {
  const column = <K extends keyof RejectionRow>(name: K) => rows.map((row) => row[name]);
  await pool.query({
    name: "record-rejections",
    text: RECORD_REJECTIONS,
    values: [
      column("id"),
      column("sourceId"),
      column("slug"),
      column("door"),
      column("status"),
      column("cause"),
      column("receivedAt"),
      column("remoteAddress"),
      column("headersJson"),
      column("bodySize"),
      byteaArray(column("bodyPrefix")),
      byteaArray(column("body")),
    ],
  });
}

/** Adds to the minute counts; every rejection counts, also those that the ring leaves out. */
export async function countRejections(
  pool: pg.Pool,
  counts: readonly { sourceId: string; minute: string; count: number }[],
  lane: number,
): Promise<void> {
  await pool.query(COUNT_REJECTIONS, [
    counts.map((entry) => entry.sourceId),
    counts.map((entry) => entry.minute),
    counts.map((entry) => entry.count),
    lane,
  ]);
}

/** Removes the oldest rows of the ring beyond its size. What is kept in full does not count and is not touched. */
export async function trimRejections(pool: pg.Pool, keep: number): Promise<number> {
  const result = await pool.query(TRIM_REJECTIONS, [keep]);
  return result.rowCount ?? 0;
}

/** How many requests of a source are kept in full and not accepted yet. */
export async function countKeptRequests(pool: pg.Pool, sourceId: string): Promise<number> {
  const result = await pool.query<{ count: number }>(COUNT_KEPT, [sourceId]);
  return result.rows[0]?.count ?? 0;
}

const RECORD_REJECTIONS = `
INSERT INTO requests (
  id, source_id, slug, door, outcome, status, cause, received_at, remote_address, headers, body_size, body_prefix, body
)
SELECT id, source_id, slug, door, 'rejected', status, cause, received_at, remote_address, headers::jsonb, body_size, prefix, body
FROM unnest(
  $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],
  $10::int[], $11::bytea[], $12::bytea[]
) AS r (id, source_id, slug, door, status, cause, received_at, remote_address, headers, body_size, prefix, body)`;

const COUNT_REJECTIONS = `
INSERT INTO request_minutes (minute, source_id, type, outcome, lane, count)
SELECT m, s, '', 'rejected', $4::int, c FROM unnest($1::uuid[], $2::timestamptz[], $3::int[]) AS t (s, m, c) ORDER BY s, m
ON CONFLICT (source_id, minute, type, outcome, lane) DO UPDATE SET count = request_minutes.count + EXCLUDED.count`;

const TRIM_REJECTIONS = `
DELETE FROM requests WHERE outcome = 'rejected' AND body IS NULL AND id <= (
  SELECT id FROM requests WHERE outcome = 'rejected' AND body IS NULL ORDER BY id DESC OFFSET $1 LIMIT 1
)`;

const COUNT_KEPT = `
SELECT count(*)::int AS count FROM requests
WHERE source_id = $1 AND body IS NOT NULL AND accepted_later_at IS NULL`;
