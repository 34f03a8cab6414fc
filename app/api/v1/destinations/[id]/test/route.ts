import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readId } from "#lib/auth/read-id.ts";
import { readOptionalJson } from "#lib/auth/read-optional-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { testDestination } from "#lib/commands/test-destination.ts";
import { testDestinationInput } from "#lib/domain/api/destination-input.ts";

export const POST = withActor<{ id: string }>("destination:test", async (actor, request, params) => {
  const id = readId(params.id, "destination");
  const input = parseInput(testDestinationInput, await readOptionalJson(request));
  const outcome = await testDestination(actor, id, input);
  if (outcome.kind !== "tested") failWith(outcome);
  return json(200, outcome.result);
});
