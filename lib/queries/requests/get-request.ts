import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { RequestRow } from "#lib/domain/api/requests.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { type RequestRecord, toRequestRow, withSource } from "./request-rows.ts";

/** One request; null when there is none with this id, or the ring has dropped it since. */
export async function getRequest(actor: Actor, id: string): Promise<RequestRow | null> {
  actor.require("request:read");
  if (!isUuid(id)) return null;
  const one = Prisma.sql`SELECT r.* FROM requests r WHERE r.id = ${id}::uuid`;
  const [row] = await readRows<RequestRecord>(withSource(one, Prisma.sql`r.id`));
  return row === undefined ? null : toRequestRow(row, actor.can("payload:read"));
}
