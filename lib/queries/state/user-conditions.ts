import { Prisma } from "#lib/db/generated/client.ts";
import { likePattern } from "#lib/db/like-pattern.ts";
import type { UserQuery } from "#lib/domain/api/users.ts";
import { sourceConditions, usersNamed } from "./state-conditions.ts";

/** What a query demands of a row u of users. */
export function userConditions(query: UserQuery): Prisma.Sql[] {
  const conditions = sourceConditions("u", query);
  if (query.error !== undefined) {
    conditions.push(
      Prisma.sql`(u.source_id, u.user_id) IN (SELECT source_id, user_id FROM resources WHERE has_open_error)`,
    );
  }
  if (query.q !== undefined) conditions.push(textCondition(query.q));
  return conditions;
}

/** A resource's id leads to its user too. */
function textCondition(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  return Prisma.sql`(u.user_id LIKE ${pattern} OR u.user_id IN (${usersNamed(q)}) OR (u.source_id, u.user_id) IN (
    SELECT source_id, user_id FROM resources WHERE resource_id LIKE ${pattern}))`;
}
