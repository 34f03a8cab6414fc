import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DeliveryDetail } from "#lib/domain/api/deliveries.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { readAttempts } from "./attempt-rows.ts";
import { type DeliveryRecord, toDeliveryRow, withEventAndDestination } from "./delivery-rows.ts";
import { readSituation } from "./delivery-situation.ts";

/** A delivery with every attempt, or null when there is none with this id. What receivers answer is for operators. */
export async function getDelivery(actor: Actor, id: string): Promise<DeliveryDetail | null> {
  actor.require("delivery:read");
  if (!isUuid(id)) return null;
  const one = Prisma.sql`SELECT d.* FROM deliveries d WHERE d.id = ${id}::uuid`;
  const [row] = await readRows<DeliveryRecord>(withEventAndDestination(one, Prisma.sql`d.id`));
  if (row === undefined) return null;
  const [attempts, situation] = await Promise.all([readAttempts([row.id]), readSituation(row.id)]);
  const canSeeResponses = actor.can("delivery:write");
  const own = attempts.map(({ deliveryId: _deliveryId, responseSnippet, ...attempt }) => ({
    ...attempt,
    responseSnippet: canSeeResponses ? responseSnippet : null,
  }));
  return { ...toDeliveryRow(row), ...situation, attempts: own };
}
