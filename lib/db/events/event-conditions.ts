import { Prisma } from "#lib/db/generated/client.ts";
import { highestIdAt, lowestIdAt } from "#lib/db/id-at.ts";
import type { EventFilter } from "#lib/domain/event-filter.ts";
import { resolveFilterTime } from "#lib/domain/filter-time.ts";
import { narrowedDeliveryConditions } from "./narrowed-delivery-conditions.ts";

/** What a filter demands of a row `e` of events, beside its text and its sources and types, which need a look first. */
export function eventConditions(filter: EventFilter, now: Date): Prisma.Sql[] {
  return [
    ...idBounds(Prisma.sql`e.id`, filter, now),
    ...identityConditions(filter),
    ...timeConditions(filter, now),
    ...flagCondition(filter),
    ...deliveryCondition(filter),
    ...payloadCondition(filter),
  ];
}

function identityConditions({ businessId, externalId, userId, subjectId }: EventFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (businessId !== undefined) conditions.push(Prisma.sql`e.business_id = ${businessId}`);
  if (externalId !== undefined) conditions.push(Prisma.sql`e.external_id = ${externalId}`);
  if (userId !== undefined) conditions.push(Prisma.sql`e.user_id = ${userId}`);
  if (subjectId !== undefined) conditions.push(Prisma.sql`e.subject = ${subjectId}`);
  return conditions;
}

/** The ids between which a filter's time range lies; `column` holds ids of events. */
export function idBounds(column: Prisma.Sql, { from, to }: EventFilter, now: Date): Prisma.Sql[] {
  const bounds: Prisma.Sql[] = [];
  if (from !== undefined) bounds.push(Prisma.sql`${column} >= ${lowestIdAt(resolveFilterTime(from, now))}::uuid`);
  if (to !== undefined) bounds.push(Prisma.sql`${column} <= ${highestIdAt(resolveFilterTime(to, now))}::uuid`);
  return bounds;
}

function timeConditions({ from, to }: EventFilter, now: Date): Prisma.Sql[] {
  const time = (text: string) => Prisma.sql`${resolveFilterTime(text, now).toISOString()}::timestamptz`;
  const conditions: Prisma.Sql[] = [];
  if (from !== undefined) conditions.push(Prisma.sql`e.received_at >= ${time(from)}`);
  if (to !== undefined) conditions.push(Prisma.sql`e.received_at < ${time(to)}`);
  return conditions;
}

function flagCondition({ flag }: EventFilter): Prisma.Sql[] {
  // The first half repeats the predicate of the partial index, which is used only when it is implied.
  return flag === undefined ? [] : [Prisma.sql`e.flags <> '{}' AND e.flags @> ARRAY[${flag}]::text[]`];
}

function deliveryCondition(filter: EventFilter): Prisma.Sql[] {
  const { delivery, destinationId, replayId } = filter;
  if (destinationId !== undefined || replayId !== undefined) return narrowedDeliveryConditions(filter);
  if (delivery === undefined) return [];
  if (delivery === "none")
    return [Prisma.sql`EXISTS (SELECT 1 FROM unrouted_events u WHERE u.event_id = e.id)`, UNSENT];
  return [Prisma.sql`e.id IN (SELECT d.event_id FROM deliveries d WHERE d.status = ${delivery}::delivery_status)`];
}

/** A replay may have sent it since. */
export const UNSENT = Prisma.sql`NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id)`;

function payloadCondition({ path, value }: EventFilter): Prisma.Sql[] {
  if (path === undefined || value === undefined) return [];
  return [
    Prisma.sql`EXISTS (SELECT 1 FROM bodies b WHERE b.event_id = e.id AND b.received_at = e.received_at
      AND b.payload #>> ${path.split(".")}::text[] = ${value})`,
  ];
}

const SEARCHED = ["business_id", "external_id", "user_id", "subject", "provider_key"] as const;

/**
 * Found anywhere in an id or a key, letter by letter, or in a type whatever the letter case (`types` holds those that
 * match). `%`, `_` and `\` mean themselves.
 */
export function textCondition(q: string, types: readonly string[]): Prisma.Sql {
  const pattern = `%${q.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`;
  const arms = SEARCHED.map((column) => Prisma.sql`e.${Prisma.raw(column)} LIKE ${pattern}`);
  if (types.length > 0) arms.push(Prisma.sql`e.type = ANY (${[...types]}::text[])`);
  if (PART_OF_UUID.test(q)) arms.push(Prisma.sql`e.id::text LIKE ${pattern.toLowerCase()}`);
  return Prisma.sql`(${Prisma.join(arms, " OR ")})`;
}

const PART_OF_UUID = /^[0-9a-f-]{1,36}$/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The text is a whole id or key. Each arm has an index; a provider's key may have a conflicting second event. */
export function exactTextCondition(q: string): Prisma.Sql {
  const arms = ["business_id", "external_id", "user_id", "subject"].map(
    (column) => Prisma.sql`e.${Prisma.raw(column)} = ${q}`,
  );
  arms.push(Prisma.sql`(e.source_id = ANY (ARRAY (SELECT id FROM sources)) AND e.provider_key IN (${q}, ${`${q}#2`}))`);
  if (UUID.test(q)) arms.push(Prisma.sql`e.id = ${q}::uuid`);
  return Prisma.sql`(${Prisma.join(arms, " OR ")})`;
}
