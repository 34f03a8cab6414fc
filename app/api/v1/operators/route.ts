import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { inviteOperator } from "#lib/commands/invite-operator.ts";
import { operatorInput } from "#lib/domain/api/operator-input.ts";
import { operatorQuery } from "#lib/domain/api/operators.ts";
import { getOperator } from "#lib/queries/access/get-operator.ts";
import { listOperators } from "#lib/queries/access/list-operators.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("operator:read", async (actor, request) =>
  json(200, await listOperators(actor, readQuery(operatorQuery, request))),
);

export const POST = withActor("operator:write", async (actor, request) => {
  const outcome = await inviteOperator(actor, parseInput(operatorInput, await readJson(request)));
  if (outcome.kind !== "invited") failWith(outcome);
  return json(201, { ...(await getOperator(actor, outcome.id)), link: outcome.link });
});
