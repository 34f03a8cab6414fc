import type { Actor } from "#lib/auth/actor.ts";
import { where } from "#lib/db/events/select-events.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DeliveryQuery, DeliveryRow } from "#lib/domain/api/deliveries.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { type DeliveryRecord, toDeliveryRow, withEventAndDestination } from "./delivery-rows.ts";

/** The deliveries that match, newest first. */
export async function listDeliveries(actor: Actor, query: DeliveryQuery): Promise<Page<DeliveryRow>> {
  actor.require("delivery:read");
  const page = Prisma.sql`SELECT d.* FROM deliveries d ${where(conditionsOf(query))}
    ORDER BY d.id DESC LIMIT ${query.limit + 1}`;
  const statement = withEventAndDestination(page, Prisma.sql`d.id DESC`);
  const rows = await refuseSlowRead(() => readRows<DeliveryRecord>(statement));
  return toPage(rows.map(toDeliveryRow), query.limit);
}

function conditionsOf(query: DeliveryQuery): Prisma.Sql[] {
  const { status, destinationId, eventId, replayId, cursor } = query;
  const conditions = sourceConditions(query);
  if (status !== undefined) conditions.push(Prisma.sql`d.status = ${status}::delivery_status`);
  if (destinationId !== undefined) conditions.push(Prisma.sql`d.destination_id = ${destinationId}::uuid`);
  if (eventId !== undefined) conditions.push(Prisma.sql`d.event_id = ${eventId}::uuid`);
  if (replayId !== undefined) conditions.push(Prisma.sql`d.replay_id = ${replayId}::uuid`);
  if (cursor !== undefined) conditions.push(Prisma.sql`d.id < ${cursor.id}::uuid`);
  return conditions;
}

function sourceConditions({ source, environment }: DeliveryQuery): Prisma.Sql[] {
  const wanted: Prisma.Sql[] = [];
  if (source !== undefined) wanted.push(Prisma.sql`slug = ${source}`);
  if (environment !== undefined) wanted.push(Prisma.sql`environment = ${environment}::environment`);
  if (wanted.length === 0) return [];
  return [Prisma.sql`d.source_id = ANY (ARRAY (SELECT id FROM sources WHERE ${Prisma.join(wanted, " AND ")}))`];
}
