import { Prisma } from "#lib/db/generated/client.ts";
import type { EventFilter } from "#lib/domain/event-filter.ts";
import { eventConditions, idBounds, UNSENT } from "./event-conditions.ts";
import type { EventScope } from "./event-scope.ts";
import { deliveryScope, itemScope, statusConditions } from "./narrowed-delivery-conditions.ts";

type Selection = {
  filter: EventFilter;
  scope: EventScope;
  /** Beside those of the filter: a text, a cursor. */
  extra: readonly Prisma.Sql[];
  /** Only rows behind this id. */
  beforeId: string | null;
  limit: number;
  now: Date;
};

/** Above this many pairs of source and type, one scan in id order is cheaper than a look into each. */
const MAX_PAIRS = 64;

/** The newest events that match, as a statement with the columns of events; null when nothing can match. */
export function selectEvents(selection: Selection): Prisma.Sql | null {
  const { filter, limit } = selection;
  const { sourceIds, types } = selection.scope;
  if (sourceIds?.length === 0 || types?.length === 0) return null;
  const pairs = (sourceIds?.length ?? 1) * (types?.length ?? 1);
  const isScoped = sourceIds !== null || types !== null;
  if (isLedByDelivery(filter)) return selectByDelivery(selection);
  if (filter.replayId !== undefined && !hasIdentity(filter)) return selectByReplay(selection);
  if (filter.delivery === "none" && filter.destinationId === undefined && !hasIdentity(filter)) {
    return selectUnrouted(selection);
  }
  if (isScoped && pairs <= MAX_PAIRS && !isNarrow(filter)) return selectPerScope(selection);
  const all = [...scopeConditions(selection.scope), ...conditionsOf(selection, filter)];
  return Prisma.sql`SELECT e.* FROM events e ${where(all)} ORDER BY e.id DESC LIMIT ${limit}`;
}

function conditionsOf({ beforeId, extra, now }: Selection, filter: EventFilter): Prisma.Sql[] {
  const cursor = beforeId === null ? [] : [Prisma.sql`e.id < ${beforeId}::uuid`];
  return [...eventConditions(filter, now), ...extra, ...cursor];
}

/** From the deliveries of a status to their events: of these there are few beside all events. */
function selectByDelivery(selection: Selection): Prisma.Sql {
  const { filter, scope, beforeId, limit, now } = selection;
  const eventId = Prisma.sql`d.event_id`;
  const status = Prisma.sql`d.status = ${filter.delivery}::delivery_status`;
  const inIndex = [status, ...deliveryScope(filter), ...idBounds(eventId, filter, now)];
  if (scope.sourceIds !== null) inIndex.push(Prisma.sql`d.source_id = ANY (${scope.sourceIds}::uuid[])`);
  if (beforeId !== null) inIndex.push(Prisma.sql`${eventId} < ${beforeId}::uuid`);
  const onEvent = [...scopeConditions(scope), ...conditionsOf(selection, { ...filter, ...NO_DELIVERY })];
  if (filter.replayId !== undefined) return selectInOrder(inIndex, onEvent, limit);
  // One level, without a subquery, so that the planner weighs the limit when it chooses how to read deliveries.
  return Prisma.sql`SELECT DISTINCT ON (d.event_id) e.* FROM deliveries d JOIN events e ON e.id = d.event_id
    ${where([...inIndex, ...onEvent])} ORDER BY d.event_id DESC LIMIT ${limit}`;
}

/** Deliveries of one replay and status stand in an index in the order wanted; the events behind them are looked up. */
function selectInOrder(inIndex: Prisma.Sql[], onEvent: Prisma.Sql[], limit: number): Prisma.Sql {
  return Prisma.sql`SELECT DISTINCT ON (d.event_id) e.* FROM deliveries d CROSS JOIN LATERAL (
      SELECT e.* FROM events e ${where([Prisma.sql`e.id = d.event_id`, ...onEvent])} OFFSET 0
    ) AS e ${where(inIndex)} ORDER BY d.event_id DESC LIMIT ${limit}`;
}

const NO_DELIVERY = { delivery: undefined, destinationId: undefined, replayId: undefined } as const;

/** From what a replay selected to its events. */
function selectByReplay(selection: Selection): Prisma.Sql {
  const { filter, scope, beforeId, limit, now } = selection;
  const eventId = Prisma.sql`i.event_id`;
  const inIndex = [...itemScope(filter), ...idBounds(eventId, filter, now)];
  if (beforeId !== null) inIndex.push(Prisma.sql`${eventId} < ${beforeId}::uuid`);
  const others = conditionsOf(selection, { ...filter, ...NO_DELIVERY });
  const onEvent = [...scopeConditions(scope), ...statusConditions(filter), ...others];
  return Prisma.sql`SELECT DISTINCT ON (i.event_id) e.* FROM replay_items i JOIN events e ON e.id = i.event_id
    ${where([...inIndex, ...onEvent])} ORDER BY i.event_id DESC LIMIT ${limit}`;
}

/** From what was listed as going nowhere when it was stored. */
function selectUnrouted(selection: Selection): Prisma.Sql {
  const { filter, scope, beforeId, limit, now } = selection;
  const eventId = Prisma.sql`u.event_id`;
  const listed = idBounds(eventId, filter, now);
  if (beforeId !== null) listed.push(Prisma.sql`${eventId} < ${beforeId}::uuid`);
  const onEvent = [...scopeConditions(scope), ...conditionsOf(selection, { ...filter, delivery: undefined }), UNSENT];
  return Prisma.sql`SELECT e.* FROM unrouted_events u JOIN events e ON e.id = u.event_id
    ${where([...listed, ...onEvent])} ORDER BY u.event_id DESC LIMIT ${limit}`;
}

const TROUBLED = ["retry_scheduled", "dead_lettered", "held", "canceled", "discarded"] as const;

/**
 * A page from each pair of source and type, then the newest of those. An index that begins with them gives rows in id
 * order only while they are fixed, and the planner knows a rare type from a common one only when it sees the value.
 */
function selectPerScope(selection: Selection): Prisma.Sql {
  const { scope, limit } = selection;
  const conditions = conditionsOf(selection, selection.filter);
  const bySource = (scope.sourceIds ?? [null]).map((id) =>
    id === null ? [] : [Prisma.sql`e.source_id = ${id}::uuid`],
  );
  const byType = (scope.types ?? [null]).map((type) => (type === null ? [] : [Prisma.sql`e.type = ${type}`]));
  const pages = bySource.flatMap((source) =>
    byType.map((type) => {
      const all = where([...source, ...type, ...conditions]);
      return Prisma.sql`(SELECT e.* FROM events e ${all} ORDER BY e.id DESC LIMIT ${limit})`;
    }),
  );
  return Prisma.sql`SELECT page.* FROM (${Prisma.join(pages, " UNION ALL ")}) AS page ORDER BY page.id DESC LIMIT ${limit}`;
}

export function scopeConditions({ sourceIds, types }: EventScope): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (sourceIds !== null) conditions.push(Prisma.sql`e.source_id = ANY (${sourceIds}::uuid[])`);
  if (types !== null) conditions.push(Prisma.sql`e.type = ANY (${types}::text[])`);
  return conditions;
}

export function where(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join([...conditions], " AND ")}`;
}

/** Whether another index finds the few rows directly, so that source and type are only checked on them. */
function isNarrow(filter: EventFilter): boolean {
  const isWaiting = filter.delivery === "pending" || filter.delivery === "in_progress";
  return hasIdentity(filter) || isWaiting || filter.flag !== undefined || filter.q !== undefined;
}

function isLedByDelivery(filter: EventFilter): boolean {
  const isOfReplay = filter.replayId !== undefined && filter.delivery !== undefined && filter.delivery !== "none";
  return (isOfReplay || TROUBLED.some((status) => status === filter.delivery)) && !hasIdentity(filter);
}

function hasIdentity({ businessId, externalId, userId, subjectId }: EventFilter): boolean {
  return [businessId, externalId, userId, subjectId].some((value) => value !== undefined);
}
