import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { UserQuery, UserRow } from "#lib/domain/api/users.ts";
import { readStateList, type StateList } from "./state-list.ts";
import type { StateSort } from "./state-page.ts";
import { userConditions } from "./user-conditions.ts";
import { toUserRow, type UserRecord, withResources } from "./user-rows.ts";

const SORT: StateSort = {
  name: "last_event",
  value: Prisma.sql`u.last_event_at`,
  type: "instant",
  isDescending: true,
  isNullable: false,
};

export const USERS: StateList<UserQuery, UserRecord, UserRow> = {
  table: "users",
  key: { alias: "u", ids: ["user_id"] },
  sortOf: () => SORT,
  conditionsOf: userConditions,
  enrich: withResources,
  toRows: async (records) => records.map(toUserRow),
};

/** The users that match, those with the newest event first. */
export async function listUsers(actor: Actor, query: UserQuery): Promise<Page<UserRow>> {
  actor.require("state:read");
  return readStateList(USERS, query);
}
