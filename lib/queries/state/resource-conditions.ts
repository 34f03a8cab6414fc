import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import type { ResourceQuery } from "#lib/domain/api/resources.ts";
import { before, sourceConditions, usersNamed } from "./state-conditions.ts";

/** What a query demands of a row u of resources. */
export function resourceConditions(query: ResourceQuery, now: Date): Prisma.Sql[] {
  const { status, message, certainty, age, error, q } = query;
  const conditions = [...sourceConditions("u", query), ...identityConditions(query)];
  if (status !== undefined) conditions.push(Prisma.sql`u.status = ANY (${status.split(",")})`);
  if (message !== undefined) conditions.push(Prisma.sql`u.message = ${message}`);
  if (certainty !== undefined) conditions.push(Prisma.sql`u.certainty = ${certainty}`);
  if (age !== undefined) conditions.push(Prisma.sql`u.status_since < ${before(age, now)}`);
  if (error !== undefined) conditions.push(Prisma.sql`u.has_open_error`);
  if (q !== undefined) conditions.push(textCondition(q));
  return conditions;
}

function identityConditions({ userId, resource, resourceId }: ResourceQuery): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (userId !== undefined) conditions.push(Prisma.sql`u.user_id = ${userId}`);
  if (resource !== undefined) conditions.push(Prisma.sql`u.resource = ${resource}`);
  if (resourceId !== undefined) conditions.push(Prisma.sql`u.resource_id = ${resourceId}`);
  return conditions;
}

function textCondition(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  return Prisma.sql`(u.user_id LIKE ${pattern} OR u.resource_id LIKE ${pattern} OR u.user_id IN (${usersNamed(q)}))`;
}
