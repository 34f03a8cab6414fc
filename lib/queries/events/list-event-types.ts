import type { Actor } from "#lib/auth/actor.ts";
import { listEventTypes as readTypes } from "#lib/db/events/event-scope.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";

/** Every event type that was ever received, for the choices of a filter. */
export async function listEventTypes(actor: Actor): Promise<string[]> {
  actor.require("event:read");
  return refuseSlowRead(readTypes);
}
