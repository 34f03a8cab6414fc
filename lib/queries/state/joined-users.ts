import { Prisma } from "#lib/db/generated/client.ts";

/** The keys of the users whom the operators' directory names together with a business, in its environment. */
export function joinedUsers(sourceId: string, businessId: string): Prisma.Sql {
  return Prisma.sql`
SELECT u.source_id, u.user_id
FROM businesses b
JOIN sources o ON o.id = b.source_id
JOIN directory_entries d ON d.business_id = b.business_id OR d.external_id = ANY (b.external_ids)
JOIN users u ON u.user_id = d.user_id
JOIN sources s ON s.id = u.source_id AND s.environment = o.environment
WHERE b.source_id = ${sourceId}::uuid AND b.business_id = ${businessId}`;
}
