import { idBounds } from "#lib/db/events/event-conditions.ts";
import { findEventScope } from "#lib/db/events/event-scope.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { DeliveryQuery } from "#lib/domain/api/deliveries.ts";
import { resolveFilterTime } from "#lib/domain/filter-time.ts";

/** What a query demands of a row `d` of deliveries. */
export async function deliveryConditions(query: DeliveryQuery, now: Date): Promise<Prisma.Sql[]> {
  return [
    ...(await scopeConditions(query)),
    ...identityConditions(query),
    ...reasonConditions(query),
    ...outcomeConditions(query),
    ...timeConditions(query, now),
  ];
}

async function scopeConditions({ source, environment, type }: DeliveryQuery): Promise<Prisma.Sql[]> {
  const { sourceIds, types } = await findEventScope({ source, environment, type });
  const conditions: Prisma.Sql[] = [];
  if (sourceIds !== null) conditions.push(Prisma.sql`d.source_id = ANY (${sourceIds}::uuid[])`);
  if (types !== null) {
    const fitting = Prisma.sql`SELECT 1 FROM events e WHERE e.id = d.event_id AND e.type = ANY (${types}::text[])`;
    conditions.push(Prisma.sql`EXISTS (${fitting})`);
  }
  return conditions;
}

function identityConditions({ status, destinationId, eventId, replayId, cursor }: DeliveryQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (status !== undefined) conditions.push(Prisma.sql`d.status = ${status}::delivery_status`);
  if (destinationId !== undefined) conditions.push(Prisma.sql`d.destination_id = ${destinationId}::uuid`);
  if (eventId !== undefined) conditions.push(Prisma.sql`d.event_id = ${eventId}::uuid`);
  if (replayId !== undefined) conditions.push(Prisma.sql`d.replay_id = ${replayId}::uuid`);
  if (cursor !== undefined) conditions.push(Prisma.sql`d.id < ${cursor.id}::uuid`);
  return conditions;
}

function reasonConditions({ reason }: DeliveryQuery): Prisma.Sql[] {
  if (reason === undefined) return [];
  if (reason !== "breaker") return [NOT_SUCCEEDED, Prisma.sql`d.reason = ${reason}`];
  return [
    Prisma.sql`d.status IN ('pending', 'retry_scheduled')`,
    Prisma.sql`d.destination_id = ANY (ARRAY (SELECT destination_id FROM destination_breakers WHERE state <> 'closed'))`,
  ];
}

// A delivery whose last attempt failed has not succeeded: said outright, the index of the unfinished ones serves it.
const NOT_SUCCEEDED = Prisma.sql`d.status <> 'succeeded'`;

function outcomeConditions({ error, response }: DeliveryQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (error !== undefined) conditions.push(NOT_SUCCEEDED, Prisma.sql`d.last_outcome = ${error}`);
  if (response !== undefined) conditions.push(...responseConditions(response));
  return conditions;
}

function responseConditions(response: string): Prisma.Sql[] {
  if (response === "none") {
    return [NOT_SUCCEEDED, Prisma.sql`d.last_outcome IS NOT NULL AND d.last_status_code IS NULL`];
  }
  const failed = response.startsWith("2") ? [] : [NOT_SUCCEEDED];
  if (!response.endsWith("xx")) return [...failed, Prisma.sql`d.last_status_code = ${Number(response)}`];
  const lowest = Number(response[0]) * 100;
  return [...failed, Prisma.sql`d.last_status_code BETWEEN ${lowest} AND ${lowest + 99}`];
}

function timeConditions({ from, to }: DeliveryQuery, now: Date): Prisma.Sql[] {
  const time = (text: string) => Prisma.sql`${resolveFilterTime(text, now).toISOString()}::timestamptz`;
  const conditions = idBounds(Prisma.sql`d.id`, { from, to }, now);
  if (from !== undefined) conditions.push(Prisma.sql`d.created_at >= ${time(from)}`);
  if (to !== undefined) conditions.push(Prisma.sql`d.created_at < ${time(to)}`);
  return conditions;
}
