import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { testNotification } from "#lib/commands/test-notification.ts";

export const POST = withActor("notification:write", async (actor) => {
  const outcome = await testNotification(actor);
  if (outcome.kind !== "tested") failWith(outcome);
  return json(200, outcome.result);
});
