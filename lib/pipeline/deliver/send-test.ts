import type pg from "pg";
import { DestinationRegistry } from "#lib/pipeline/dispatch/destination-registry.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { AddressPolicy } from "#lib/platform/outbound/address-policy.ts";
import { createPinnedAgent } from "#lib/platform/outbound/pinned-agent.ts";
import type { SecretBox } from "#lib/platform/secret-box.ts";
import { type Attempt, deliver } from "./deliver.ts";
import type { OutboundMessage } from "./outbound-headers.ts";

type Sender = { pool: pg.Pool; secretBox: SecretBox; addressPolicy: AddressPolicy; log: Logger };

/** Sends one message the way the worker would, a pause notwithstanding; null when there is no such destination. */
export async function sendTest(
  sender: Sender,
  destinationId: string,
  message: OutboundMessage,
): Promise<Attempt | null> {
  const registry = new DestinationRegistry(sender);
  await registry.refresh();
  const destination = registry.find(destinationId);
  if (destination === undefined) return null;
  const agent = createPinnedAgent({ policy: sender.addressPolicy });
  try {
    return await deliver(agent, destination, message);
  } finally {
    await agent.destroy();
  }
}
