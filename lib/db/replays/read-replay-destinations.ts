import { Prisma } from "#lib/db/generated/client.ts";
import type { ReplayDestination } from "#lib/domain/examined-target.ts";
import type { RunSql } from "./run-sql.ts";

/** Every destination that is not deleted, by name. */
export function readReplayDestinations(run: RunSql): Promise<ReplayDestination[]> {
  return run<ReplayDestination>(Prisma.sql`
SELECT x.id, x.name, x.rate, x.concurrency, x.paused_at IS NOT NULL AS "isPaused", b.opened_at AS "failingSince",
  x.event_types <> '{}' OR x.sources <> '{}' AS "hasOwnFilter", x.replay_webhook_id AS "webhookIds",
  a.ms AS "attemptMs"
FROM destinations x
LEFT JOIN destination_breakers b ON b.destination_id = x.id AND b.state <> 'closed'
LEFT JOIN (
  SELECT l.destination_id, avg(l.duration_ms)::float8 AS ms
  FROM (SELECT destination_id, duration_ms FROM attempts WHERE finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 5000) AS l
  GROUP BY 1
) AS a ON a.destination_id = x.id
WHERE x.deleted_at IS NULL ORDER BY x.name, x.id`);
}
