import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { UserRow } from "#lib/domain/api/users.ts";
import type { AsOf } from "#lib/domain/state/notices-as-of.ts";
import { joinedUsers } from "./joined-users.ts";
import { userAsOf } from "./user-as-of.ts";
import { toUserRow, type UserRecord, withResources } from "./user-rows.ts";

/** The users whom the directory joins to a business; with a moment those who were known by then, as they were. */
export async function readUsersOfBusiness(
  { sourceId, id }: { sourceId: string; id: string },
  at: AsOf | null,
): Promise<UserRow[]> {
  const joined = Prisma.sql`SELECT u.* FROM users u WHERE (u.source_id, u.user_id) IN (${joinedUsers(sourceId, id)})`;
  const records = await readRows<UserRecord>(withResources(joined, Prisma.sql`ORDER BY display_name, u.user_id`));
  if (at === null) return records.map(toUserRow);
  const views = await Promise.all(records.map((record) => userAsOf(record, at)));
  return views.map(({ user }) => user).filter(({ eventCount }) => eventCount > 0);
}
