import { Prisma } from "#lib/db/generated/client.ts";
import type { EventFilter } from "#lib/domain/event-filter.ts";

/**
 * What a filter demands of the deliveries of a row `e` of events when it names a destination or a replay: the event is
 * one of that replay, and the delivery asked about is the one to that destination, or of that replay.
 */
export function narrowedDeliveryConditions(filter: EventFilter): Prisma.Sql[] {
  const isOfReplay = Prisma.sql`e.id IN (
    SELECT i.event_id FROM replay_items i WHERE ${Prisma.join(itemScope(filter), " AND ")}
  )`;
  return filter.replayId === undefined ? statusConditions(filter) : [isOfReplay, ...statusConditions(filter)];
}

/** The same without the question whether the event is one of the replay. */
export function statusConditions(filter: EventFilter): Prisma.Sql[] {
  const { delivery, destinationId, replayId } = filter;
  if (destinationId === undefined && replayId === undefined) return [];
  const narrowed = Prisma.join(deliveryScope(filter), " AND ");
  const own = Prisma.sql`SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND ${narrowed}`;
  if (delivery === "none") return [Prisma.sql`NOT EXISTS (${own})`];
  if (delivery === undefined) return replayId === undefined ? [Prisma.sql`EXISTS (${own})`] : [];
  const status = Prisma.sql`d.status = ${delivery}::delivery_status`;
  return [Prisma.sql`e.id IN (SELECT d.event_id FROM deliveries d WHERE ${status} AND ${narrowed})`];
}

/** What the filter says of a row `d` of deliveries beside its status. */
export function deliveryScope({ destinationId, replayId }: EventFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (replayId !== undefined) conditions.push(Prisma.sql`d.replay_id = ${replayId}::uuid`);
  if (destinationId !== undefined) conditions.push(Prisma.sql`d.destination_id = ${destinationId}::uuid`);
  return conditions;
}

/** What the filter says of a row `i` of replay_items: a replay has those that were never sent, too. */
export function itemScope({ destinationId, replayId }: EventFilter): Prisma.Sql[] {
  const conditions = [Prisma.sql`i.replay_id = ${replayId ?? null}::uuid`];
  if (destinationId !== undefined) conditions.push(Prisma.sql`i.destination_id = ${destinationId}::uuid`);
  return conditions;
}
