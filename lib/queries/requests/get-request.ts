import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { RequestRow } from "#lib/domain/api/requests.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { type RequestRecord, toRequestRow, withSource } from "./request-rows.ts";
import { selectRequests } from "./select-requests.ts";

/** One request; null when there is none with this id, or the ring has dropped it since. */
export async function getRequest(actor: Actor, id: string): Promise<RequestRow | null> {
  actor.require("request:read");
  if (!isUuid(id)) return null;
  const one = selectRequests({
    sourceIds: null,
    ofAll: [Prisma.sql`r.id = ${id}::uuid`],
    ofRows: [],
    ofEvents: [],
    direction: "ASC",
    limit: 1,
  });
  const [row] = await readRows<RequestRecord>(withSource(one, Prisma.sql`r.id`));
  return row === undefined ? null : toRequestRow(row, actor.can("payload:read"));
}
