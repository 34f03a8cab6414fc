import type pg from "pg";
import { binaryArray } from "./binary-array.ts";

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
  /** As announced where the body was not read to its end; null when nobody said. */
  bodySize: number | null;
  bodyPrefix: Buffer;
  body: Buffer | null;
  /** Whether the shared headers of the source were right; null where it asked for none. */
  sharedHeaderPassed?: boolean | null;
}

export async function recordRejections(pool: pg.Pool, rows: readonly RejectionRow[]): Promise<void> {
  await pool.query({ name: "record-rejections", text: RECORD_REJECTIONS, values: rejectionColumns(rows) });
}

/** The parameters of REJECTION_INPUT, which are thirteen. */
export function rejectionColumns(rows: readonly RejectionRow[]): unknown[] {
  const column = <K extends keyof RejectionRow>(name: K) => rows.map((row) => row[name]);
  return [
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
    binaryArray("bytea", column("bodyPrefix")),
    binaryArray("bytea", column("body")),
    rows.map((row) => row.sharedHeaderPassed ?? null),
  ];
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

/** Removes the oldest rows of the ring beyond its size. What is kept in full, or became an event, does not count. */
export async function trimRejections(pool: pg.Pool, keep: number): Promise<number> {
  const result = await pool.query(TRIM_REJECTIONS, [keep]);
  return result.rowCount ?? 0;
}

export const REJECTION_INPUT = `unnest(
  $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],
  $10::int[], $11::bytea[], $12::bytea[], $13::boolean[]
) AS r (
  id, source_id, slug, door, status, cause, received_at, remote_address, headers, body_size, prefix, body, shared_header_passed
)`;

export const INSERT_REJECTIONS = `
INSERT INTO requests (
  id, source_id, slug, door, outcome, status, cause, received_at, remote_address, headers, body_size, body_prefix, body,
  shared_header_passed
)
SELECT id, source_id, slug, door, 'rejected', status, cause, received_at, remote_address, headers::jsonb, body_size, prefix, body,
  shared_header_passed`;

/** Written again when nobody knows whether the first time was committed. Whoever looks on is woken. */
const RECORD_REJECTIONS = `
WITH recorded AS (${INSERT_REJECTIONS} FROM ${REJECTION_INPUT} ON CONFLICT (id) DO NOTHING RETURNING 1)
SELECT pg_notify('signalbox_requests', '') FROM (SELECT count(*) FROM recorded) AS done`;

const COUNT_REJECTIONS = `
INSERT INTO request_minutes (minute, source_id, type, outcome, lane, count)
SELECT m, s, '', 'rejected', $4::int, c FROM unnest($1::uuid[], $2::timestamptz[], $3::int[]) AS t (s, m, c)
WHERE EXISTS (SELECT 1 FROM sources WHERE id = s) ORDER BY s, m
ON CONFLICT (source_id, minute, type, outcome, lane) DO UPDATE SET count = request_minutes.count + EXCLUDED.count`;

const TRIM_REJECTIONS = `
DELETE FROM requests WHERE outcome = 'rejected' AND body IS NULL AND accepted_later_at IS NULL AND id <= (
  SELECT id FROM requests WHERE outcome = 'rejected' AND body IS NULL AND accepted_later_at IS NULL
  ORDER BY id DESC OFFSET $1 LIMIT 1
)`;
