import type { Actor } from "#lib/auth/actor.ts";
import { type CancelDeliveryOutcome, cancelDelivery as cancel } from "#lib/db/deliveries/cancel-delivery.ts";
import type { DeliveryCommandInput } from "#lib/domain/api/delivery-command-input.ts";

export async function cancelDelivery(
  actor: Actor,
  id: string,
  input: DeliveryCommandInput,
): Promise<CancelDeliveryOutcome> {
  actor.require("delivery:write");
  return cancel(id, input.reason || null, actor);
}
