import { BUSINESS_NAME } from "#lib/db/directory/name-sql.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { highestIdAt, lowestIdAt } from "#lib/db/id-at.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { OutageRow } from "#lib/domain/api/outages.ts";

const HOUR_MS = 3_600_000;
/** Looked at on each side, the nearest first: a busy hour has more than is worth reading. */
const MOST_EVENTS = 10_000;
const MOST_NAMED = 50;

type Around = { slug: string; business_id: string; display_name: string | null; total: number; is_cut: boolean };

/** The businesses with events within an hour before one moment or after another, the busiest first. */
export async function readBusinessesAround(from: Date, to: Date): Promise<OutageRow["businesses"]> {
  const hourBefore = new Date(from.getTime() - HOUR_MS);
  const hourAfter = new Date(to.getTime() + HOUR_MS);
  const rows = await readRows<Around>(Prisma.sql`
WITH before AS (
  SELECT source_id, business_id FROM events WHERE ${receivedBetween(hourBefore, from)} ORDER BY id DESC LIMIT ${MOST_EVENTS}
), after AS (
  SELECT source_id, business_id FROM events WHERE ${receivedBetween(to, hourAfter)} ORDER BY id LIMIT ${MOST_EVENTS}
), named AS (
  SELECT source_id, business_id, count(*) AS events FROM (SELECT * FROM before UNION ALL SELECT * FROM after) AS e
  WHERE business_id IS NOT NULL GROUP BY 1, 2
), busiest AS (
  SELECT source_id, business_id, count(*) OVER ()::int AS total, events FROM named
  ORDER BY events DESC, business_id, source_id LIMIT ${MOST_NAMED}
)
SELECT s.slug, x.business_id, ${BUSINESS_NAME} AS display_name, x.total,
  (SELECT count(*) FROM before) = ${MOST_EVENTS} OR (SELECT count(*) FROM after) = ${MOST_EVENTS} AS is_cut
FROM busiest x
JOIN sources s ON s.id = x.source_id
LEFT JOIN businesses b ON b.source_id = x.source_id AND b.business_id = x.business_id
ORDER BY x.events DESC, x.business_id, s.slug`);
  return {
    count: rows[0]?.total ?? 0,
    first: rows.map(({ slug, business_id: id, display_name: displayName }) => ({ source: slug, id, displayName })),
    isCut: rows[0]?.is_cut ?? false,
  };
}

/** The id bounds lead to the rows, and lie a little apart from the times. */
function receivedBetween(from: Date, to: Date): Prisma.Sql {
  return Prisma.sql`id >= ${lowestIdAt(from)}::uuid AND id <= ${highestIdAt(to)}::uuid
    AND received_at >= ${from.toISOString()}::timestamptz AND received_at < ${to.toISOString()}::timestamptz`;
}
