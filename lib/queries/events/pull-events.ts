import { eventConditions } from "#lib/db/events/event-conditions.ts";
import { findEventScope } from "#lib/db/events/event-scope.ts";
import { FIRST_OPEN_TRANSACTION } from "#lib/db/events/first-open-transaction.ts";
import { scopeConditions, where } from "#lib/db/events/select-events.ts";
import { textConditionOf } from "#lib/db/events/text-condition-of.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { EventRow } from "#lib/domain/api/events.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { encodeCursor, type FeedCursor } from "#lib/domain/cursor.ts";
import { type EventQuery, eventFilterOf } from "#lib/domain/event-filter.ts";
import { type EventRecord, toEventRow, withSourceAndCounts } from "./event-rows.ts";

export const FEED_START: FeedCursor = { kind: "feed", tx: "0", id: "00000000-0000-0000-0000-000000000000" };

/**
 * The durable pull feed: events in the order of their transactions. There is always a next cursor, so that a reader who
 * is up to date can ask again later. A transaction that is still open holds the feed back; it is never skipped.
 */
export async function pullEvents(query: EventQuery): Promise<Page<EventRow>> {
  const after = query.cursor?.kind === "feed" ? query.cursor : FEED_START;
  const filter = eventFilterOf(query);
  const scope = await findEventScope(filter);
  const text = filter.q === undefined ? [] : [await textConditionOf(filter.q)];
  const demanded = [...scopeConditions(scope), ...eventConditions(filter, new Date()), ...text];
  const conditions = [...settledAfter(after), ...demanded];
  const page = Prisma.sql`SELECT e.* FROM events e ${where(conditions)} ORDER BY e.tx, e.id LIMIT ${query.limit}`;
  const rows = await readRows<EventRecord>(withSourceAndCounts(page, Prisma.sql`e.tx, e.id`));
  const last = rows.at(-1);
  const next: FeedCursor = last === undefined ? after : { kind: "feed", tx: last.tx, id: last.id };
  return { data: rows.map(toEventRow), nextCursor: encodeCursor(next) };
}

/** Behind a position, and before every transaction that could still commit events. */
export function settledAfter({ tx, id }: FeedCursor): Prisma.Sql[] {
  return [
    Prisma.sql`(e.tx, e.id) > (${tx}::text::xid8, ${id}::uuid)`,
    Prisma.sql`e.tx < (${Prisma.raw(FIRST_OPEN_TRANSACTION)})`,
  ];
}
