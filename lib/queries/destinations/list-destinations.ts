import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { countByDestination, NO_COUNTS } from "./destination-counts.ts";
import { type DestinationRecord, selectDestinations, toDestinationRow } from "./destination-rows.ts";

/** Every destination there is, oldest first; they are few, so there is one page. */
export async function listDestinations(actor: Actor): Promise<Page<DestinationRow>> {
  actor.require("destination:read");
  const [rows, counts] = await refuseSlowRead(() =>
    Promise.all([readRows<DestinationRecord>(selectDestinations(Prisma.sql`true`)), countByDestination()]),
  );
  const now = new Date();
  return { data: rows.map((row) => toDestinationRow(row, counts.get(row.id) ?? NO_COUNTS, now)), nextCursor: null };
}
