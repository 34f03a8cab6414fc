import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { readId } from "#lib/auth/read-id.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { probeDestination } from "#lib/commands/probe-destination.ts";
import { answerDestination } from "#lib/queries/destinations/answer-destination.ts";

export const POST = withActor<{ id: string }>("destination:pause", async (actor, _request, params) => {
  const id = readId(params.id, "destination");
  const outcome = await probeDestination(actor, id);
  if (outcome.kind !== "due") failWith(outcome);
  return json(202, await answerDestination(actor, id, { warnings: [], moved: null }));
});
