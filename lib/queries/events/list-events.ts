import type { Actor } from "#lib/auth/actor.ts";
import { exactTextCondition } from "#lib/db/events/event-conditions.ts";
import { SHORTEST_WHOLE_ID } from "#lib/db/events/find-event-conditions.ts";
import { textConditionOf } from "#lib/db/events/text-condition-of.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { ReadTimeout, readRows } from "#lib/db/read-rows.ts";
import type { EventRow } from "#lib/domain/api/events.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { EventQuery } from "#lib/domain/event-filter.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { eventPageStatement } from "./event-page-statement.ts";
import { type EventRecord, toEventRow, withSourceAndCounts } from "./event-rows.ts";
import { pullEvents } from "./pull-events.ts";

/** The events that match, newest first; with `order: "asc"` the pull feed. AppError `refused` when that takes over 2 s. */
export async function listEvents(actor: Actor, query: EventQuery): Promise<Page<EventRow>> {
  actor.require("event:read");
  return refuseSlowRead(() => (query.order === "asc" ? pullEvents(query) : listNewestEvents(query)));
}

async function listNewestEvents(query: EventQuery): Promise<Page<EventRow>> {
  const rows = await findNewest(query);
  return toPage(rows.map(toEventRow), query.limit);
}

/** A whole id is found through indexes at once; a part of one by looking through what is left, as far as time allows. */
async function findNewest(query: EventQuery): Promise<EventRecord[]> {
  const { q } = query;
  if (q === undefined) return select(query, []);
  const exact = await select(query, [exactTextCondition(q)]);
  if (exact.length > 0 && q.length >= SHORTEST_WHOLE_ID) return exact;
  try {
    return await select(query, [await textConditionOf(q)]);
  } catch (error) {
    if (error instanceof ReadTimeout && exact.length > 0) return exact;
    throw error;
  }
}

async function select(query: EventQuery, text: readonly Prisma.Sql[]): Promise<EventRecord[]> {
  const page = await eventPageStatement(query, text, new Date());
  return page === null ? [] : readRows<EventRecord>(withSourceAndCounts(page, Prisma.sql`e.id DESC`));
}
