import { Prisma } from "#lib/db/generated/client.ts";
import type { WorkSubject } from "#lib/domain/work-key.ts";

/** A condition on `workItems` under the alias w that only the subject's item meets, by the keys of the tables. */
export function workItemCondition({ kind, source, ids }: WorkSubject): Prisma.Sql {
  const [first = "", second = "", third = ""] = ids;
  const own = Prisma.sql`w.kind = ${kind} AND w.slug = ${source}`;
  if (ids.length === 1) return Prisma.sql`${own} AND w.business_id = ${first} AND w.account_id IS NULL`;
  if (ids.length === 2) return Prisma.sql`${own} AND w.business_id = ${first} AND w.account_id = ${second}`;
  return Prisma.sql`${own} AND w.user_id = ${first} AND w.resource = ${second} AND w.resource_id = ${third}`;
}
