import type { Actor } from "#lib/auth/actor.ts";
import { where } from "#lib/db/events/select-events.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DeliveryQuery, DeliveryRow } from "#lib/domain/api/deliveries.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { toPage } from "#lib/domain/to-page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { deliveryConditions } from "./delivery-conditions.ts";
import { type DeliveryRecord, toDeliveryRow, withEventAndDestination } from "./delivery-rows.ts";

/** The deliveries that match, newest first. */
export async function listDeliveries(actor: Actor, query: DeliveryQuery): Promise<Page<DeliveryRow>> {
  actor.require("delivery:read");
  return refuseSlowRead(async () => {
    const conditions = where(await deliveryConditions(query, new Date()));
    const page = Prisma.sql`SELECT d.* FROM deliveries d ${conditions} ORDER BY d.id DESC LIMIT ${query.limit + 1}`;
    const rows = await readRows<DeliveryRecord>(withEventAndDestination(page, Prisma.sql`d.id DESC`));
    return toPage(rows.map(toDeliveryRow), query.limit);
  });
}
