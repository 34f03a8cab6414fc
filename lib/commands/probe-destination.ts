import type { Actor } from "#lib/auth/actor.ts";
import { type ProbeDestinationOutcome, probeDestination as probe } from "#lib/db/destinations/probe-destination.ts";

export async function probeDestination(actor: Actor, id: string): Promise<ProbeDestinationOutcome> {
  actor.require("destination:pause");
  return probe(id, actor);
}
