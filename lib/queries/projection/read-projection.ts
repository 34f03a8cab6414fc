import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ProjectionFacts } from "#lib/domain/projection-problem.ts";

const MOST_COUNTED = 10_000;

/** Where the projector stands, for the page that shows it and for the overview. */
export async function readProjection(): Promise<ProjectionFacts> {
  const [row] = await readRows<ProjectionFacts>(Prisma.sql`
WITH behind AS MATERIALIZED (
  SELECT e.received_at FROM events e
  WHERE (e.tx, e.id) > ((SELECT tx FROM projector), (SELECT event_id FROM projector))
  ORDER BY e.tx, e.id LIMIT ${MOST_COUNTED}
)
SELECT (SELECT greatest(0, coalesce(round(extract(epoch FROM now() - min(received_at)) * 1000), 0))::float8 FROM behind) AS "lagMs",
  (SELECT count(*)::int FROM behind) AS behind,
  p.projected_at AS "projectedAt", p.projected_count::float8 AS "projectedCount", p.rules_version AS "rulesVersion",
  p.rebuilt_at AS "rebuiltAt", parked.count AS parked, parked.oldest AS "oldestParkedAt",
  differing.count AS differing, differing.oldest AS "oldestDifferenceAt"
FROM projector p,
  (SELECT count(*)::int AS count, min(parked_at) AS oldest FROM parked_events) AS parked,
  (SELECT count(*)::int AS count, min(found_at) AS oldest FROM state_differences) AS differing`);
  if (row === undefined) throw new Error("the projector has no position");
  return row;
}
