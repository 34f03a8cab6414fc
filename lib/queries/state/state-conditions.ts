import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import type { Environment } from "#lib/domain/environment.ts";
import { BUSINESS_STATUSES, type BusinessStatus } from "#lib/domain/state/business-state.ts";

/** The source and environment of rows under the alias. */
export function sourceConditions(
  alias: string,
  { source, environment }: { source?: string | undefined; environment?: Environment | undefined },
): Prisma.Sql[] {
  const wanted: Prisma.Sql[] = [];
  if (source !== undefined) wanted.push(Prisma.sql`slug = ${source}`);
  if (environment !== undefined) wanted.push(Prisma.sql`environment = ${environment}::environment`);
  if (wanted.length === 0) return [];
  const column = Prisma.raw(`${alias}.source_id`);
  return [Prisma.sql`${column} = ANY (ARRAY (SELECT id FROM sources WHERE ${Prisma.join(wanted, " AND ")}))`];
}

/** The statuses that a filter names: `not_inactive` is every one but inactive. */
export function businessStatuses(given: readonly (BusinessStatus | "not_inactive")[]): BusinessStatus[] {
  const isWanted = (status: BusinessStatus) =>
    given.includes(status) || (status !== "inactive" && given.includes("not_inactive"));
  return BUSINESS_STATUSES.filter(isWanted);
}

/** The status of the business that a row under the alias names. */
export function businessStatusCondition(
  alias: string,
  given: readonly (BusinessStatus | "not_inactive")[] | undefined,
): Prisma.Sql[] {
  if (given === undefined) return [];
  const key = Prisma.raw(`(${alias}.source_id, ${alias}.business_id)`);
  const wanted = businessStatuses(given);
  const others = BUSINESS_STATUSES.filter((status) => !wanted.includes(status));
  const isOther = Prisma.sql`${key} IN (SELECT source_id, business_id FROM businesses WHERE status = ANY (${others}))`;
  // A business that has no row yet is unknown.
  if (wanted.includes("unknown")) return [Prisma.sql`NOT (${isOther})`];
  return [Prisma.sql`${key} IN (SELECT source_id, business_id FROM businesses WHERE status = ANY (${wanted}))`];
}

/** The keys of the businesses whose id, present or former external id or name in the directory holds the text. */
export function businessesHolding(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  return Prisma.sql`
SELECT b.source_id, b.business_id FROM businesses b
WHERE b.business_id LIKE ${pattern}
  OR array_to_string(b.external_ids, E'\\n') LIKE ${pattern}
  OR b.business_id IN (SELECT d.business_id FROM directory_entries d WHERE d.business_id IS NOT NULL AND d.display_name ILIKE ${pattern})
  OR b.external_id IN (SELECT d.external_id FROM directory_entries d WHERE d.external_id IS NOT NULL AND d.display_name ILIKE ${pattern})`;
}

/** The ids of the users whose name in the directory holds the text. */
export function usersNamed(q: string): Prisma.Sql {
  return Prisma.sql`
SELECT d.user_id FROM directory_entries d WHERE d.user_id IS NOT NULL AND d.display_name ILIKE ${likePattern(q)}`;
}

/** The moment a span before now, as a parameter. */
export function before(spanMs: number, now: Date): Prisma.Sql {
  return Prisma.sql`${new Date(now.getTime() - spanMs).toISOString()}::timestamptz`;
}
