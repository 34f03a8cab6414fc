import { noContent } from "#lib/auth/api-response.ts";
import { authConfig } from "#lib/auth/auth-config.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { sessionCookie } from "#lib/auth/session-cookie.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { changeOwnPassword } from "#lib/commands/change-own-password.ts";
import { passwordInput } from "#lib/domain/api/session.ts";

/** The old session id dies with the old password; the answer carries the new one. */
export const POST = withActor(null, async (actor, request) => {
  const outcome = await changeOwnPassword(actor, parseInput(passwordInput, await readJson(request)));
  if (outcome.kind !== "changed") failWith(outcome);
  const response = noContent();
  response.headers.append("set-cookie", await sessionCookie(outcome.sid, authConfig()));
  return response;
});
