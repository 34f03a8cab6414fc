import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { reverifyRequests } from "#lib/commands/reverify-requests.ts";
import { reverifyRequestsInput } from "#lib/domain/api/reverify-requests-input.ts";

export const POST = withActor("request:accept", async (actor, request) => {
  const outcome = await reverifyRequests(actor, parseInput(reverifyRequestsInput, await readJson(request)));
  if (outcome.kind !== "reverified") failWith(outcome);
  const { checked, accepted, duplicates, refused } = outcome;
  return json(200, { checked, accepted, duplicates, refused });
});
