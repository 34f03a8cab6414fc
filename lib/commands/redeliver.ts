import type { Actor } from "#lib/auth/actor.ts";
import { redeliver as makeDue, type RedeliverOutcome } from "#lib/db/deliveries/redeliver.ts";
import type { DeliveryCommandInput } from "#lib/domain/api/delivery-command-input.ts";

export async function redeliver(actor: Actor, id: string, input: DeliveryCommandInput): Promise<RedeliverOutcome> {
  actor.require("delivery:write");
  return makeDue(id, input.reason || null, actor);
}
