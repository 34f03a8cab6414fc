import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { createDestination } from "#lib/commands/create-destination.ts";
import { destinationInput } from "#lib/domain/api/destination-input.ts";
import { destinationQuery } from "#lib/domain/api/destinations.ts";
import { listDestinations } from "#lib/queries/destinations/list-destinations.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("destination:read", async (actor, request) => {
  readQuery(destinationQuery, request);
  return json(200, await listDestinations(actor));
});

export const POST = withActor("destination:write", async (actor, request) => {
  const outcome = await createDestination(actor, parseInput(destinationInput, await readJson(request)));
  if (outcome.kind !== "created") failWith(outcome);
  const { destination, signingSecret, warnings } = outcome;
  return json(201, { ...destination, signingSecret, warnings });
});
