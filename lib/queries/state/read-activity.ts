import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";
import { type Instant, instantOf } from "#lib/domain/instant.ts";
import type { AsOf } from "#lib/domain/state/notices-as-of.ts";

interface Subject {
  readonly kind: "business" | "user";
  readonly sourceId: string;
  readonly id: string;
}

const OWN = {
  business: ({ sourceId, id }) => Prisma.sql`n.source_id = ${sourceId}::uuid AND n.business_id = ${id}`,
  user: ({ sourceId, id }) => Prisma.sql`n.source_id = ${sourceId}::uuid AND n.user_id = ${id}`,
} satisfies Record<Subject["kind"], (subject: Subject) => Prisma.Sql>;

/** The events about a subject by the UTC day of the time that counts for them: the 30 days up to now or to a moment. */
export function readActivity(subject: Subject, at: AsOf | null): Promise<BusinessDetail["activity"]> {
  const until: Instant = at?.asOf ?? instantOf(new Date());
  const known = at?.basis === "received" ? Prisma.sql`AND n.seen_at <= ${until}::timestamptz` : Prisma.empty;
  return readRows(Prisma.sql`
WITH counted AS (
  SELECT date_trunc('day', n.at, 'UTC') AS day, count(*)::int AS count FROM notices n
  WHERE ${OWN[subject.kind](subject)} AND n.at >= date_trunc('day', ${until}::timestamptz, 'UTC') - interval '29 days'
    AND n.at <= ${until}::timestamptz ${known}
  GROUP BY 1
)
SELECT to_char(d.day AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, coalesce(c.count, 0) AS count
FROM generate_series(0, 29) AS back (days)
CROSS JOIN LATERAL (
  SELECT date_trunc('day', ${until}::timestamptz, 'UTC') - back.days * interval '1 day' AS day
) AS d
LEFT JOIN counted c ON c.day = d.day ORDER BY d.day`);
}
