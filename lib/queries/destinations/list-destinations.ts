import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { readDestinationRows } from "./destination-rows.ts";

/** Every destination there is, oldest first; they are few, so there is one page. */
export async function listDestinations(actor: Actor): Promise<Page<DestinationRow>> {
  actor.require("destination:read");
  return { data: await refuseSlowRead(() => readDestinationRows(Prisma.sql`true`)), nextCursor: null };
}
