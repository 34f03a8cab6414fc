import type pg from "pg";
import { HELD_CAUSES } from "#lib/domain/reverifiable.ts";
import { SELECT_STORED, type StoredRequest, type StoredRequestRecord, toStoredRequest } from "./stored-request.ts";

/** The words of requests_held_idx, so that it serves. */
const IS_HELD = `r.body IS NOT NULL AND r.accepted_later_at IS NULL AND r.cause IN (${HELD_CAUSES.map((cause) => `'${cause}'`).join(", ")})`;

/** The sources of which requests are held until somebody can verify them. */
export async function findHoldingSources(pool: pg.Pool): Promise<string[]> {
  const result = await pool.query<{ id: string }>(FIND_SOURCES);
  return result.rows.map((row) => row.id);
}

/** Held requests of one source, in the order of their ids. */
export async function readHeldRequests(
  client: pg.ClientBase,
  page: { sourceId: string; afterId: string | null; limit: number },
): Promise<StoredRequest[]> {
  const values = [page.sourceId, page.afterId, page.limit];
  const result = await client.query<StoredRequestRecord>(READ_HELD, values);
  return result.rows.map(toStoredRequest);
}

/** Turns held requests that failed into ordinary rejected ones: what they were refused for is known now. */
export async function releaseHeldRequests(
  client: pg.ClientBase,
  failed: readonly { id: string; cause: string }[],
): Promise<void> {
  await client.query(RELEASE, [failed.map(({ id }) => id), failed.map(({ cause }) => cause)]);
}

const FIND_SOURCES = `
SELECT s.id FROM sources s
WHERE s.deleted_at IS NULL AND EXISTS (SELECT 1 FROM requests r WHERE r.source_id = s.id AND ${IS_HELD})`;

const READ_HELD = `${SELECT_STORED}
WHERE r.source_id = $1::uuid AND ${IS_HELD} AND ($2::uuid IS NULL OR r.id > $2) ORDER BY r.id LIMIT $3`;

const RELEASE = `
UPDATE requests AS r SET cause = f.cause, body = NULL FROM unnest($1::uuid[], $2::text[]) AS f (id, cause)
WHERE r.id = f.id AND ${IS_HELD}`;
