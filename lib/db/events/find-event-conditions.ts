import { Prisma } from "#lib/db/generated/client.ts";
import { ReadTimeout, readRows } from "#lib/db/read-rows.ts";
import type { EventFilter } from "#lib/domain/event-filter.ts";
import { eventConditions, exactTextCondition } from "./event-conditions.ts";
import { findEventScope } from "./event-scope.ts";
import { scopeConditions, where } from "./select-events.ts";
import { textConditionOf } from "./text-condition-of.ts";

/** Shorter texts are more often a part of an id than a whole one. */
export const SHORTEST_WHOLE_ID = 16;

/** Everything a filter demands of a row `e` of events: what `GET /events` lists, without its pages. */
export async function findEventConditions(filter: EventFilter, now: Date): Promise<Prisma.Sql[]> {
  const scope = await findEventScope(filter);
  const conditions = [...scopeConditions(scope), ...eventConditions(filter, now)];
  const { q } = filter;
  if (q === undefined) return conditions;
  const exact = [...conditions, exactTextCondition(q)];
  if (q.length >= SHORTEST_WHOLE_ID && (await isMet(exact))) return exact;
  return [...conditions, await textConditionOf(q)];
}

/** A look that takes too long finds nothing: then the text may stand anywhere, as in the list. */
async function isMet(conditions: readonly Prisma.Sql[]): Promise<boolean> {
  try {
    return (await readRows(Prisma.sql`SELECT 1 FROM events e ${where(conditions)} LIMIT 1`)).length > 0;
  } catch (error) {
    if (error instanceof ReadTimeout) return false;
    throw error;
  }
}
