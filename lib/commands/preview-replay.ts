import type { Actor } from "#lib/auth/actor.ts";
import { type PreviewOutcome, previewReplay as preview } from "#lib/db/replays/preview-replay.ts";
import type { ReplayPreviewInput } from "#lib/domain/api/replay-input.ts";
import { toReplaySelection } from "#lib/domain/to-replay-selection.ts";

/** What a replay would send where. Nothing is sent; exactly this can be started within a day. */
export async function previewReplay(actor: Actor, input: ReplayPreviewInput): Promise<PreviewOutcome> {
  actor.require("replay:start");
  const { destinationIds, rate = null, skipDelivered, skipSuperseded } = input;
  const selection = toReplaySelection(input);
  return preview({ selection, destinationIds, rate, skipDelivered, skipSuperseded }, actor.label);
}
