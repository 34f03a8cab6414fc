import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { observe } from "#lib/commands/observe.ts";
import { observationInput } from "#lib/domain/api/observation-input.ts";
import { found } from "#lib/queries/found.ts";
import { getObservation } from "#lib/queries/observations/get-observation.ts";
import { listObservations } from "#lib/queries/observations/list-observations.ts";
import { readObservationQuery } from "#lib/queries/observations/read-observation-query.ts";

export const GET = withActor("state:read", async (actor, request) =>
  json(200, await listObservations(actor, readObservationQuery(request))),
);

export const POST = withActor("work:write", async (actor, request) => {
  const outcome = await observe(actor, parseInput(observationInput, await readJson(request)), new Date());
  if (outcome.kind !== "recorded") failWith(outcome);
  return json(201, found(await getObservation(actor, outcome.id), "observation"));
});
