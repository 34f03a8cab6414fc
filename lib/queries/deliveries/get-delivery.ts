import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DeliveryDetail } from "#lib/domain/api/deliveries.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { readAttempts } from "./attempt-rows.ts";
import { type DeliveryRecord, toDeliveryRow, withEventAndDestination } from "./delivery-rows.ts";

/** A delivery with every attempt, or null when there is none with this id. */
export async function getDelivery(actor: Actor, id: string): Promise<DeliveryDetail | null> {
  actor.require("delivery:read");
  if (!isUuid(id)) return null;
  const one = Prisma.sql`SELECT d.* FROM deliveries d WHERE d.id = ${id}::uuid`;
  const [row] = await readRows<DeliveryRecord>(withEventAndDestination(one, Prisma.sql`d.id`));
  if (row === undefined) return null;
  const attempts = await readAttempts([row.id]);
  return { ...toDeliveryRow(row), attempts: attempts.map(({ deliveryId: _deliveryId, ...attempt }) => attempt) };
}
