import { findEventScope } from "#lib/db/events/event-scope.ts";
import { selectEvents } from "#lib/db/events/select-events.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { type EventQuery, eventFilterOf } from "#lib/domain/event-filter.ts";

/**
 * The statement that finds a page, newest first, and one row more, which tells whether another page follows. Null when
 * no source or type can match. `extra` stands for the filter's text.
 */
export async function eventPageStatement(
  query: EventQuery,
  extra: readonly Prisma.Sql[],
  now: Date,
): Promise<Prisma.Sql | null> {
  const filter = eventFilterOf(query);
  const scope = await findEventScope(filter);
  return selectEvents({ filter, scope, extra, beforeId: query.cursor?.id ?? null, limit: query.limit + 1, now });
}
