import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import type { BusinessQuery } from "#lib/domain/api/businesses.ts";
import { before, businessesHolding, businessStatuses, sourceConditions } from "./state-conditions.ts";

/** What a query demands of a row b of businesses. */
export function businessConditions(query: BusinessQuery, now: Date): Prisma.Sql[] {
  const { externalId, status, created, connections, activity, q } = query;
  const conditions = sourceConditions("b", query);
  if (externalId !== undefined) conditions.push(Prisma.sql`b.external_ids @> ARRAY[${externalId}]::text[]`);
  if (status !== undefined) conditions.push(Prisma.sql`b.status = ANY (${businessStatuses(status)})`);
  if (created !== undefined) conditions.push(Prisma.sql`b.created_at >= ${before(created, now)}`);
  if (connections !== undefined) conditions.push(CONNECTIONS[connections]);
  if (activity !== undefined) conditions.push(Prisma.sql`b.late_activity_count > 0`);
  if (q !== undefined) conditions.push(textCondition(q));
  return conditions;
}

const CONNECTIONS = {
  none: Prisma.sql`(b.source_id, b.business_id) NOT IN (SELECT source_id, business_id FROM connections)`,
  problem: Prisma.sql`(b.source_id, b.business_id) IN (
    SELECT source_id, business_id FROM connections WHERE state IN ('expired', 'disconnected', 'unclear'))`,
} satisfies Record<NonNullable<BusinessQuery["connections"]>, Prisma.Sql>;

/** An account id leads to its business too. */
function textCondition(q: string): Prisma.Sql {
  return Prisma.sql`((b.source_id, b.business_id) IN (${businessesHolding(q)}) OR (b.source_id, b.business_id) IN (
    SELECT source_id, business_id FROM connections WHERE account_id LIKE ${likePattern(q)}))`;
}
