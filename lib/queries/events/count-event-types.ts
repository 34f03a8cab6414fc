import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { lowestIdAt } from "#lib/db/id-at.ts";
import { ReadTimeout, readRows } from "#lib/db/read-rows.ts";
import { countMatching, type EventCounts, type TypeCount } from "#lib/domain/matching-events.ts";

const SPAN_MS = 7 * 86_400_000;
/** Pages that show these numbers read themselves again all the time: a costly count stands for a minute. */
const KEEP_MS = 60_000;
const CHEAP_EVENTS = 50_000;

let kept: { until: number; counted: EventCounts | null } | undefined;

/** The events of the last 7 days by source and type; null when there are too many to count at once. */
export async function countEventTypes(actor: Actor): Promise<EventCounts | null> {
  actor.require("destination:read");
  const now = Date.now();
  if (kept !== undefined && now < kept.until) return kept.counted;
  const counted = await countSince(new Date(now - SPAN_MS));
  const total = counted && countMatching(counted.counts, { eventTypes: [], sources: [] }).total;
  kept = total === null || total > CHEAP_EVENTS ? { until: now + KEEP_MS, counted } : undefined;
  return counted;
}

async function countSince(since: Date): Promise<EventCounts | null> {
  try {
    return { since: since.toISOString(), counts: await readRows<TypeCount>(countsSince(since)) };
  } catch (error) {
    if (error instanceof ReadTimeout) return null;
    throw error;
  }
}

// The index of source, type and id holds all that is read here.
function countsSince(since: Date): Prisma.Sql {
  return Prisma.sql`
SELECT s.slug AS source, c.type, c.count FROM (
  SELECT source_id, type, count(*)::int AS count FROM events WHERE id >= ${lowestIdAt(since)}::uuid GROUP BY source_id, type
) AS c JOIN sources s ON s.id = c.source_id`;
}
