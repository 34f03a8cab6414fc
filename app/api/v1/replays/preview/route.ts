import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { previewReplay } from "#lib/commands/preview-replay.ts";
import { replayPreviewInput } from "#lib/domain/api/replay-input.ts";

export const POST = withActor("replay:start", async (actor, request) => {
  const outcome = await previewReplay(actor, parseInput(replayPreviewInput, await readJson(request)));
  if (outcome.kind !== "previewed") failWith(outcome);
  return json(200, outcome.preview);
});
