import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { readId } from "#lib/auth/read-id.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { issueOperatorLink } from "#lib/commands/issue-operator-link.ts";

export const POST = withActor<{ id: string }>("operator:write", async (actor, _request, { id }) => {
  const outcome = await issueOperatorLink(actor, readId(id, "operator"));
  return outcome.kind === "issued" ? json(201, outcome.link) : failWith(outcome);
});
