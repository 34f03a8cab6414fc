import { BUSINESS_NAME, USER_NAME } from "#lib/db/directory/name-sql.ts";
import { Prisma } from "#lib/db/generated/client.ts";

/** Rows of businesses under the alias b. */
export function businessesWhere(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT 'business' AS kind, s.slug, b.business_id, b.external_id, b.external_ids, ${BUSINESS_NAME} AS name
FROM businesses b JOIN sources s ON s.id = b.source_id WHERE ${condition}`;
}

/** Rows of connections under the alias c, with the business of each. */
export function connectionsWhere(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT 'connection' AS kind, s.slug, c.account_id, c.business_id, b.external_id, ${BUSINESS_NAME} AS name
FROM connections c JOIN sources s ON s.id = c.source_id
LEFT JOIN businesses b ON b.source_id = c.source_id AND b.business_id = c.business_id WHERE ${condition}`;
}

/** Rows of users under the alias u. */
export function usersWhere(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT 'user' AS kind, s.slug, u.user_id, ${USER_NAME} AS name
FROM users u JOIN sources s ON s.id = u.source_id WHERE ${condition}`;
}

/** Rows of resources under the alias r, with the name of the user of each. */
export function resourcesWhere(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT 'resource' AS kind, s.slug, r.resource, r.resource_id, r.user_id, d.display_name AS name
FROM resources r JOIN sources s ON s.id = r.source_id
LEFT JOIN directory_entries d ON d.user_id = r.user_id WHERE ${condition}`;
}
