import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { readId } from "#lib/auth/read-id.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { reverifyRequest } from "#lib/commands/reverify-request.ts";

export const POST = withActor<{ id: string }>("request:accept", async (actor, _request, params) => {
  const id = readId(params.id, "request");
  const outcome = await reverifyRequest(actor, id);
  if (outcome.kind !== "accepted") failWith(outcome);
  const { eventId, isDuplicate } = outcome;
  return json(200, { id, eventId, isDuplicate });
});
