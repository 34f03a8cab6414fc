import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readId } from "#lib/auth/read-id.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { changeOperator } from "#lib/commands/change-operator.ts";
import { operatorPatchInput } from "#lib/domain/api/operator-input.ts";
import { getOperator } from "#lib/queries/access/get-operator.ts";

export const GET = withActor<{ id: string }>("operator:read", async (actor, _request, { id }) =>
  json(200, await getOperator(actor, readId(id, "operator"))),
);

export const PATCH = withActor<{ id: string }>("operator:write", async (actor, request, params) => {
  const id = readId(params.id, "operator");
  const outcome = await changeOperator(actor, id, parseInput(operatorPatchInput, await readJson(request)));
  if (outcome.kind !== "changed") failWith(outcome);
  return json(200, await getOperator(actor, id));
});
