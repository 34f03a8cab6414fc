import type { Agent } from "undici";
import type { ClaimedDelivery } from "#lib/db/claim-deliveries.ts";
import type { Destination } from "#lib/pipeline/dispatch/destination-registry.ts";
import type { Logger } from "#lib/platform/log.ts";
import { unsent } from "#lib/platform/outbound/send-request.ts";
import { type Attempt, deliver } from "./deliver.ts";

type ClaimedAttempt = { agent: Agent; destination: Destination; delivery: ClaimedDelivery; log: Logger };

/** One attempt of a claimed delivery; what goes wrong on our side is an outcome as well. */
export async function attemptDelivery({ agent, destination, delivery, log }: ClaimedAttempt): Promise<Attempt> {
  try {
    if (!hasBody(delivery)) throw new Error("retention has deleted the body");
    return await deliver(agent, destination, delivery);
  } catch (error) {
    log.error("an attempt could not be made", { deliveryId: delivery.id, error });
    const detail = error instanceof Error ? error.message : "unknown";
    return { url: destination.url, requestHeaders: [], outcome: unsent({ kind: "internal", detail }) };
  }
}

function hasBody(delivery: ClaimedDelivery): delivery is ClaimedDelivery & { body: Buffer } {
  return delivery.body !== null;
}
