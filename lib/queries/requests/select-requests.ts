import { where } from "#lib/db/events/select-events.ts";
import { Prisma } from "#lib/db/generated/client.ts";

/** Which requests, as conditions on `r`. */
interface Selection {
  /** Null is all of them, and what no source has. */
  sourceIds: readonly string[] | null;
  ofAll: readonly Prisma.Sql[];
  /** Of those with a row of their own besides: the rejected, the duplicates. */
  ofRows: readonly Prisma.Sql[];
  /** Of those that became events on arrival besides, where `r` is the event; null when none of them is meant. */
  ofEvents: readonly Prisma.Sql[] | null;
  direction: "ASC" | "DESC";
  limit: number;
}

const ROWS = Prisma.sql`
  SELECT r.id, r.source_id, r.slug, r.door, r.outcome, r.status, r.cause, r.received_at, r.remote_address, r.event_id,
    r.is_duplicate, r.headers, r.body_size, r.body_prefix, r.body, r.accepted_later_at, r.shared_header_passed
  FROM requests r`;

const EVENTS = Prisma.sql`
  SELECT r.id, r.source_id, (SELECT slug FROM sources WHERE id = r.source_id) AS slug, r.door,
    'accepted'::request_outcome AS outcome, 200::smallint AS status, NULL::text AS cause, r.received_at,
    r.remote_address, r.id AS event_id, false AS is_duplicate, NULL::jsonb AS headers, r.body_size,
    NULL::bytea AS body_prefix, NULL::bytea AS body, NULL::timestamptz AS accepted_later_at,
    NULL::boolean AS shared_header_passed
  FROM events r`;

/**
 * The first requests in the order of their ids. One that became an event on arrival is told by the event's row, under the
 * event's id. Either table gives a page, which its indexes have in order; sorting both together could not stop early.
 * So does each source by itself: one that sends little is not looked for among all others.
 */
export function selectRequests({ sourceIds, ofAll, ofRows, ofEvents, direction, limit }: Selection): Prisma.Sql {
  const end = Prisma.sql`ORDER BY id ${Prisma.raw(direction)} LIMIT ${limit}`;
  const bySource = sourceIds?.map((id) => [Prisma.sql`r.source_id = ${id}::uuid`]) ?? [[]];
  const pages = bySource.flatMap((source) => {
    const rows = Prisma.sql`(${ROWS} ${where([...source, ...ofAll, ...ofRows])} ${end})`;
    if (ofEvents === null) return [rows];
    const told = [Prisma.sql`r.body_size IS NOT NULL`, ...source, ...ofAll, ...ofEvents];
    return [rows, Prisma.sql`(${EVENTS} ${where(told)} ${end})`];
  });
  if (pages.length === 0) return Prisma.sql`${ROWS} WHERE false`;
  return Prisma.sql`SELECT page.* FROM (${Prisma.join(pages, " UNION ALL ")}) AS page ${end}`;
}
