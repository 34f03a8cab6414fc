import type { Actor } from "#lib/auth/actor.ts";
import { type ReplayEventOutcome, replayEvent as startReplay } from "#lib/db/replays/replay-event.ts";
import type { ReplayEventInput } from "#lib/domain/api/replay-event-input.ts";

export async function replayEvent(actor: Actor, eventId: string, input: ReplayEventInput): Promise<ReplayEventOutcome> {
  actor.require("replay:start");
  return startReplay({ eventId, destinationIds: input.destinationIds, reason: input.reason || null }, actor);
}
