import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { BusinessQuery, BusinessRow } from "#lib/domain/api/businesses.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { businessConditions } from "./business-conditions.ts";
import { type BusinessRecord, businessFacts, toBusinessRow, withConnectionsAndTasks } from "./business-rows.ts";
import { readStateList, type StateList } from "./state-list.ts";
import type { StateSort } from "./state-page.ts";

const SORTS = {
  last_event: {
    name: "last_event",
    value: Prisma.sql`b.last_event_at`,
    type: "instant",
    isDescending: true,
    isNullable: false,
  },
  created: { name: "created", value: Prisma.sql`b.created_at`, type: "instant", isDescending: true, isNullable: true },
} satisfies Record<BusinessQuery["sort"], StateSort>;

export const BUSINESSES: StateList<BusinessQuery, BusinessRecord, BusinessRow> = {
  table: "businesses",
  key: { alias: "b", ids: ["business_id"] },
  sortOf: ({ sort }) => SORTS[sort],
  conditionsOf: businessConditions,
  enrich: withConnectionsAndTasks,
  toRows: async (records) => records.map((record) => toBusinessRow(businessFacts(record))),
};

/** The businesses that match, those with the newest event first unless the query sorts otherwise. */
export async function listBusinesses(actor: Actor, query: BusinessQuery): Promise<Page<BusinessRow>> {
  actor.require("state:read");
  return readStateList(BUSINESSES, query);
}
