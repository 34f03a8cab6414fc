import type { Actor } from "#lib/auth/actor.ts";
import { getDelivery } from "./get-delivery.ts";

/** A delivery as its writer is answered; a key that may write and not read gets the id alone. */
export async function answerDelivery(actor: Actor, id: string) {
  const delivery = actor.can("delivery:read") ? await getDelivery(actor, id) : null;
  return { id, ...delivery };
}
