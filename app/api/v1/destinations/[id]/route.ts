import { json, noContent } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readId } from "#lib/auth/read-id.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { deleteDestination } from "#lib/commands/delete-destination.ts";
import { updateDestination } from "#lib/commands/update-destination.ts";
import { destinationPatchInput } from "#lib/domain/api/destination-input.ts";
import { answerDestination } from "#lib/queries/destinations/answer-destination.ts";
import { getDestination } from "#lib/queries/destinations/get-destination.ts";
import { found } from "#lib/queries/found.ts";

export const GET = withActor<{ id: string }>("destination:read", async (actor, _request, { id }) =>
  json(200, found(await getDestination(actor, id), "destination")),
);

export const PATCH = withActor<{ id: string }>(null, async (actor, request, params) => {
  if (!actor.can("destination:write")) actor.require("destination:pause");
  const id = readId(params.id, "destination");
  const outcome = await updateDestination(actor, id, parseInput(destinationPatchInput, await readJson(request)));
  if (outcome.kind !== "updated") failWith(outcome);
  return json(200, await answerDestination(actor, id, outcome));
});

export const DELETE = withActor<{ id: string }>("destination:write", async (actor, _request, { id }) => {
  const outcome = await deleteDestination(actor, readId(id, "destination"));
  if (outcome.kind !== "deleted") failWith(outcome);
  return noContent();
});
