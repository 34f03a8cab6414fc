import type { Actor } from "#lib/auth/actor.ts";
import { type CancelReplayOutcome, cancelReplay as cancel } from "#lib/db/replays/cancel-replay.ts";
import type { ReplayCancelInput } from "#lib/domain/api/replay-input.ts";

/** What was sent stays sent; the rest will not be. */
export async function cancelReplay(actor: Actor, id: string, input: ReplayCancelInput): Promise<CancelReplayOutcome> {
  actor.require("replay:start");
  return cancel(id, input.reason || null, actor);
}
