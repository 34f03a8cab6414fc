import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readId } from "#lib/auth/read-id.ts";
import { readOptionalJson } from "#lib/auth/read-optional-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { cancelReplay } from "#lib/commands/cancel-replay.ts";
import { replayCancelInput } from "#lib/domain/api/replay-input.ts";

export const POST = withActor<{ id: string }>("replay:start", async (actor, request, params) => {
  const id = readId(params.id, "replay");
  const outcome = await cancelReplay(actor, id, parseInput(replayCancelInput, await readOptionalJson(request)));
  if (outcome.kind !== "canceling") failWith(outcome);
  const { sent, untouched, message } = outcome;
  return json(202, { replayId: id, sent, untouched, message });
});
