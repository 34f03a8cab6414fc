import type { Actor } from "#lib/auth/actor.ts";
import { type ReplayChoice, replayChoices } from "#lib/domain/replay-choices.ts";
import type { EventView } from "#lib/queries/events/get-event.ts";
import { readCandidateDestinations } from "./read-candidate-destinations.ts";

/** Where an event can be replayed to. */
export async function listReplayChoices(actor: Actor, event: EventView): Promise<ReplayChoice[]> {
  actor.require("event:read");
  return replayChoices(event, await readCandidateDestinations(), event.deliveries);
}
