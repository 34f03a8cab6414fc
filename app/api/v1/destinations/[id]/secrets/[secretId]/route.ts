import { noContent } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { readId } from "#lib/auth/read-id.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { endSecretOverlap } from "#lib/commands/end-secret-overlap.ts";

export const DELETE = withActor<{ id: string; secretId: string }>(
  "destination:write",
  async (actor, _request, params) => {
    const id = readId(params.id, "destination");
    const outcome = await endSecretOverlap(actor, id, readId(params.secretId, "signing secret"));
    if (outcome.kind !== "ended") failWith(outcome);
    return noContent();
  },
);
