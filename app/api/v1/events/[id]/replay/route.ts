import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readId } from "#lib/auth/read-id.ts";
import { readOptionalJson } from "#lib/auth/read-optional-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { replayEvent } from "#lib/commands/replay-event.ts";
import { replayEventInput } from "#lib/domain/api/replay-event-input.ts";

export const POST = withActor<{ id: string }>("replay:start", async (actor, request, params) => {
  const id = readId(params.id, "event");
  const outcome = await replayEvent(actor, id, parseInput(replayEventInput, await readOptionalJson(request)));
  if (outcome.kind !== "started") failWith(outcome);
  const { replayId, deliveries, warnings } = outcome;
  return json(202, { replayId, deliveries, warnings });
});
