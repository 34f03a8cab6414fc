import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readId } from "#lib/auth/read-id.ts";
import { readOptionalJson } from "#lib/auth/read-optional-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { rotateSecret } from "#lib/commands/rotate-secret.ts";
import { rotateSecretInput } from "#lib/domain/api/destination-input.ts";

export const POST = withActor<{ id: string }>("destination:write", async (actor, request, params) => {
  const id = readId(params.id, "destination");
  const outcome = await rotateSecret(actor, id, parseInput(rotateSecretInput, await readOptionalJson(request)));
  if (outcome.kind !== "rotated") failWith(outcome);
  const { signingSecret, previousExpiresAt } = outcome;
  return json(200, { id, signingSecret, previousExpiresAt });
});
