import { findEventConditions } from "#lib/db/events/find-event-conditions.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { ReplaySelection } from "#lib/domain/replay-subject.ts";

export type FixedSelection = {
  selection: ReplaySelection;
  /** A pg_snapshot as text: what was committed later is not part of it, whatever its time. */
  snapshot: string;
  /** The moment of that snapshot, from which spans such as `-2h` count. */
  upTo: Date;
};

/**
 * Where to: whatever takes an event by its own filter, out of all destinations or of some; or chosen ones, whatever
 * their filters say.
 */
export type ReplayDestinations =
  | { kind: "matching"; among: readonly string[] | null }
  | { kind: "chosen"; ids: readonly string[] };

/** A statement with the id, source_id, type and received_at of each selected event. */
export async function selectedEvents({ selection, snapshot, upTo }: FixedSelection): Promise<Prisma.Sql> {
  const which =
    selection.kind === "events"
      ? [Prisma.sql`e.id = ANY (${[...selection.eventIds]}::uuid[])`]
      : await findEventConditions(selection.filter, upTo);
  const all = [...which, Prisma.sql`pg_visible_in_snapshot(e.tx, ${snapshot}::pg_snapshot)`];
  return Prisma.sql`SELECT e.id, e.source_id, e.type, e.received_at FROM events e WHERE ${Prisma.join(all, " AND ")}`;
}

/**
 * A statement with destination_id and event_id of everything to send, and whether the destination `takes` it by its
 * own filter. An event without its payload is left out.
 */
export function replayPairs(selected: Prisma.Sql, destinations: ReplayDestinations): Prisma.Sql {
  return Prisma.sql`
SELECT x.id AS destination_id, e.id AS event_id, ${TAKES_EVENT} AS takes
FROM (${selected}) AS e JOIN sources s ON s.id = e.source_id
JOIN destinations x ON x.deleted_at IS NULL AND ${isMeant(destinations)}
WHERE ${HAS_PAYLOAD}`;
}

/** Of a row `e` of selected events. */
export const HAS_PAYLOAD = Prisma.sql`EXISTS (
  SELECT 1 FROM bodies b WHERE b.event_id = e.id AND b.received_at = e.received_at
)`;

/** What a destination `x` takes of an event `e` from a source `s`, as it is set now. */
const TAKES_EVENT = Prisma.sql`((x.sources = '{}' OR s.slug = ANY (x.sources)) AND (
  x.event_types = '{}' OR EXISTS (SELECT 1 FROM unnest(x.event_types) AS p WHERE type_matches(p, e.type))
))`;

function isMeant(destinations: ReplayDestinations): Prisma.Sql {
  if (destinations.kind === "chosen") return isAmong(destinations.ids);
  return destinations.among === null ? TAKES_EVENT : Prisma.sql`${isAmong(destinations.among)} AND ${TAKES_EVENT}`;
}

function isAmong(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`x.id = ANY (${[...ids]}::uuid[])`;
}
