import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { createApiKey } from "#lib/commands/create-api-key.ts";
import { apiKeyInput } from "#lib/domain/api/api-key-input.ts";
import { apiKeyQuery } from "#lib/domain/api/api-keys.ts";
import { getApiKey } from "#lib/queries/access/get-api-key.ts";
import { listApiKeys } from "#lib/queries/access/list-api-keys.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("api-key:read", async (actor, request) =>
  json(200, await listApiKeys(actor, readQuery(apiKeyQuery, request))),
);

export const POST = withActor("api-key:write", async (actor, request) => {
  const outcome = await createApiKey(actor, parseInput(apiKeyInput, await readJson(request)));
  if (outcome.kind !== "created") failWith(outcome);
  return json(201, { ...(await getApiKey(actor, outcome.id)), key: outcome.key });
});
