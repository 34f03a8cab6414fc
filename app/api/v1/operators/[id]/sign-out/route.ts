import { noContent } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { readId } from "#lib/auth/read-id.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { signOutEverywhere } from "#lib/commands/sign-out-everywhere.ts";

export const POST = withActor<{ id: string }>("operator:write", async (actor, _request, { id }) => {
  const outcome = await signOutEverywhere(actor, readId(id, "operator"));
  return outcome.kind === "signed_out" ? noContent() : failWith(outcome);
});
