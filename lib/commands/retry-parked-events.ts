import type { Actor } from "#lib/auth/actor.ts";
import { makeParkedEventsDue } from "#lib/db/state/make-parked-events-due.ts";

/** Has every parked event tried again now, also those that were given up. */
export async function retryParkedEvents(actor: Actor): Promise<{ count: number }> {
  actor.require("projection:write");
  return makeParkedEventsDue(actor);
}
