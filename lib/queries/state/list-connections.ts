import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { ConnectionQuery, ConnectionRow } from "#lib/domain/api/connections.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { observedConnections } from "#lib/queries/observations/observed-connections.ts";
import { connectionConditions } from "./connection-conditions.ts";
import { type ConnectionRecord, withBusinessAndTasks } from "./connection-rows.ts";
import { readStateList, type StateList } from "./state-list.ts";
import type { StateSort } from "./state-page.ts";

const SORTS = {
  since: { name: "since", value: Prisma.sql`c.since`, type: "instant", isDescending: false, isNullable: true },
  last_synced: {
    name: "last_synced",
    value: Prisma.sql`c.last_sync_at`,
    type: "instant",
    isDescending: false,
    isNullable: true,
  },
  business: {
    name: "business",
    value: Prisma.sql`c.business_id`,
    type: "text",
    isDescending: false,
    isNullable: false,
  },
} satisfies Record<ConnectionQuery["sort"], StateSort>;

export const CONNECTIONS: StateList<ConnectionQuery, ConnectionRecord, ConnectionRow> = {
  table: "connections",
  key: { alias: "c", ids: ["business_id", "account_id"] },
  sortOf: ({ sort }) => SORTS[sort],
  conditionsOf: connectionConditions,
  enrich: withBusinessAndTasks,
  toRows: observedConnections,
};

/** The connections that match, the oldest state first unless the query sorts otherwise. */
export async function listConnections(actor: Actor, query: ConnectionQuery): Promise<Page<ConnectionRow>> {
  actor.require("state:read");
  return readStateList(CONNECTIONS, query);
}
