import { forwardedAddress } from "#lib/platform/forwarded-address.ts";
import { loadServiceEnv } from "#lib/platform/load-env.ts";
import { createLog } from "#lib/platform/log.ts";
import { BodyBudget } from "./body-budget.ts";
import { type OpenDoor, openDoor } from "./open-door.ts";

export interface ConsoleDoor extends OpenDoor {
  bodies: BodyBudget;
  /** Next does not show the peer, so without a trusted proxy the sender's address is not known. */
  addressOf(headers: Headers): string | null;
}

const kept = globalThis as typeof globalThis & { signalboxDoor?: Promise<ConsoleDoor> };

/** The console process's door, opened once whichever bundle asks first. */
export function consoleDoor(): Promise<ConsoleDoor> {
  kept.signalboxDoor ??= open().catch((error: unknown) => {
    delete kept.signalboxDoor;
    throw error;
  });
  return kept.signalboxDoor;
}

async function open(): Promise<ConsoleDoor> {
  const env = loadServiceEnv();
  const door = await openDoor("console", env, createLog("console"));
  const addressOf = (headers: Headers) => forwardedAddress(headers.get("x-forwarded-for"), env.trustedProxies);
  return { ...door, bodies: new BodyBudget(), addressOf };
}
