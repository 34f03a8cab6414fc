import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { ResourceQuery, ResourceRow } from "#lib/domain/api/resources.ts";
import { observedResources } from "#lib/queries/observations/observed-resources.ts";
import { resourceConditions } from "./resource-conditions.ts";
import { type ResourceRecord, withUser } from "./resource-rows.ts";
import { readStateList, type StateList } from "./state-list.ts";
import type { StateSort } from "./state-page.ts";

const SORTS = {
  last_received: {
    name: "last_received",
    value: Prisma.sql`u.last_received_at`,
    type: "instant",
    isDescending: true,
    isNullable: false,
  },
  status_since: {
    name: "status_since",
    value: Prisma.sql`u.status_since`,
    type: "instant",
    isDescending: false,
    isNullable: false,
  },
  // As much of it as a cursor can carry.
  message: {
    name: "message",
    value: Prisma.sql`left(u.message, 200)`,
    type: "text",
    isDescending: false,
    isNullable: true,
  },
} satisfies Record<ResourceQuery["sort"], StateSort>;

export const RESOURCES: StateList<ResourceQuery, ResourceRecord, ResourceRow> = {
  table: "resources",
  key: { alias: "u", ids: ["user_id", "resource", "resource_id"] },
  sortOf: ({ sort }) => SORTS[sort],
  conditionsOf: resourceConditions,
  enrich: withUser,
  toRows: observedResources,
};

/** The resources that match, the last received first; by message those with the same one stand together. */
export async function listResources(actor: Actor, query: ResourceQuery): Promise<Page<ResourceRow>> {
  actor.require("state:read");
  return readStateList(RESOURCES, query);
}
