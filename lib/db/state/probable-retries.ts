import type pg from "pg";
import type { NoticeRow } from "./insert-notices.ts";

type Twins = Pick<NoticeRow, "event_id" | "twin_key" | "twin_within_ms">;

/**
 * Flags each event that makes the same claim as one received shortly before it, among these and those that were
 * projected earlier; also a later one that came first to the projector.
 */
export async function flagProbableRetries(client: pg.ClientBase, notices: readonly Twins[]): Promise<void> {
  const values = twinColumns(notices);
  if (values === null) return;
  const { rows } = await client.query<{ event_id: string }>(RETRIES, values);
  if (rows.length > 0) await client.query(FLAG, [rows.map(({ event_id }) => event_id)]);
}

/** As `flagProbableRetries`, but into the table probable_retries of a rebuild. */
export async function noteProbableRetries(client: pg.ClientBase, notices: readonly Twins[]): Promise<void> {
  const values = twinColumns(notices);
  if (values !== null) await client.query(NOTE, values);
}

function twinColumns(notices: readonly Twins[]): unknown[] | null {
  const twins = notices.filter(({ twin_key }) => twin_key !== null);
  if (twins.length === 0) return null;
  return [twins.map(({ event_id }) => event_id), twins.map(({ twin_within_ms }) => twin_within_ms)];
}

const GIVEN = `unnest($1::uuid[], $2::float8[]) AS t (event_id, within_ms) JOIN notices f ON f.event_id = t.event_id`;
// One earlier twin is enough, and of twins that came in order none is later: very many of them cost no more each.
const RETRIES = `
SELECT f.event_id FROM ${GIVEN}
CROSS JOIN LATERAL (
  SELECT 1 FROM notices n
  WHERE n.twin_key = f.twin_key AND (n.seen_at, n.event_id) < (f.seen_at, f.event_id)
    AND n.seen_at >= coalesce(f.seen_at - make_interval(secs => t.within_ms / 1000), '-infinity')
  LIMIT 1
) AS earlier
UNION ALL
SELECT later.event_id FROM ${GIVEN}
CROSS JOIN LATERAL (
  SELECT n.event_id FROM notices n
  WHERE n.twin_key = f.twin_key AND (n.seen_at, n.event_id) > (f.seen_at, f.event_id)
    AND n.seen_at <= coalesce(f.seen_at + make_interval(secs => t.within_ms / 1000), 'infinity')
  OFFSET 0
) AS later`;

// By id alone: a door may count a duplicate meanwhile, and what this then looks at again must not depend on a search.
const FLAG = `
UPDATE events SET flags = array_append(flags, 'probable_retry')
WHERE id = ANY ($1::uuid[]) AND NOT flags @> '{probable_retry}'`;

const NOTE = `INSERT INTO probable_retries (event_id) ${RETRIES} ON CONFLICT DO NOTHING`;
