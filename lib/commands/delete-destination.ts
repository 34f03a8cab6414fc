import type { Actor } from "#lib/auth/actor.ts";
import { type DeleteDestinationOutcome, deleteDestination as remove } from "#lib/db/destinations/delete-destination.ts";

export async function deleteDestination(actor: Actor, id: string): Promise<DeleteDestinationOutcome> {
  actor.require("destination:write");
  return remove(id, actor);
}
