import { Prisma } from "#lib/db/generated/client.ts";
import type { ReplayCounts } from "#lib/domain/examined-target.ts";
import type { RunSql } from "./run-sql.ts";
import { HAS_PAYLOAD, type ReplayDestinations, replayPairs } from "./selected-events.ts";

type ReplayCount = ReplayCounts & { destinationId: string };

/** Counts by what every delivery of an event to a destination came to, replays included. */
export function countReplay(
  run: RunSql,
  selected: Prisma.Sql,
  destinations: ReplayDestinations,
): Promise<ReplayCount[]> {
  return run<ReplayCount>(Prisma.sql`
SELECT h.destination_id AS "destinationId", count(*)::int AS events,
  count(*) FILTER (WHERE NOT h.takes)::int AS overridden,
  count(*) FILTER (WHERE h.is_delivered)::int AS "deliveredBefore",
  count(*) FILTER (WHERE h.is_attempted AND NOT h.is_delivered)::int AS failed,
  count(*) FILTER (WHERE NOT h.is_attempted AND NOT h.is_delivered)::int AS "neverAttempted",
  count(*) FILTER (WHERE h.is_waiting AND NOT h.is_delivered)::int AS "onTheWay"
FROM (${withHistory(replayPairs(selected, destinations))}) AS h GROUP BY 1`);
}

export type SupersededCount = { destinationId: string; superseded: number; undelivered: number };

/** How many of these events would go to each destination, and how many of those were not delivered there. */
export function countSuperseded(
  run: RunSql,
  eventIds: readonly string[],
  destinations: ReplayDestinations,
): Promise<SupersededCount[]> {
  const selected = Prisma.sql`SELECT e.id, e.source_id, e.type, e.received_at FROM events e
    WHERE e.id = ANY (${[...eventIds]}::uuid[])`;
  return run<SupersededCount>(Prisma.sql`
SELECT h.destination_id AS "destinationId", count(*)::int AS superseded,
  count(*) FILTER (WHERE NOT h.is_delivered)::int AS undelivered
FROM (${withHistory(replayPairs(selected, destinations))}) AS h GROUP BY 1`);
}

export function countSelected(
  run: RunSql,
  selected: Prisma.Sql,
): Promise<{ events: number; withoutPayload: number }[]> {
  return run(Prisma.sql`
SELECT count(*)::int AS events, count(*) FILTER (WHERE NOT ${HAS_PAYLOAD})::int AS "withoutPayload" FROM (${selected}) AS e`);
}

function withHistory(pairs: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT p.destination_id, p.event_id, bool_and(p.takes) AS takes,
  coalesce(bool_or(v.status = 'succeeded'), false) AS is_delivered,
  coalesce(bool_or(v.attempt_count > 0), false) AS is_attempted,
  coalesce(bool_or(v.status IN ('pending', 'in_progress', 'retry_scheduled', 'held')), false) AS is_waiting
FROM (${pairs}) AS p
LEFT JOIN deliveries v ON v.event_id = p.event_id AND v.destination_id = p.destination_id
GROUP BY 1, 2`;
}
