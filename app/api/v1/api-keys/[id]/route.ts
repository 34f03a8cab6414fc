import { json, noContent } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { readId } from "#lib/auth/read-id.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { revokeApiKey } from "#lib/commands/revoke-api-key.ts";
import { getApiKey } from "#lib/queries/access/get-api-key.ts";

export const GET = withActor<{ id: string }>("api-key:read", async (actor, _request, { id }) =>
  json(200, await getApiKey(actor, readId(id, "API key"))),
);

export const DELETE = withActor<{ id: string }>("api-key:write", async (actor, _request, { id }) => {
  const outcome = await revokeApiKey(actor, readId(id, "API key"));
  return outcome.kind === "revoked" ? noContent() : failWith(outcome);
});
