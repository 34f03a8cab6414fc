import { json, noContent } from "#lib/auth/api-response.ts";
import { authConfig } from "#lib/auth/auth-config.ts";
import { endSession } from "#lib/auth/end-session.ts";
import { clearedSessionCookie } from "#lib/auth/session-cookie.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { getSession } from "#lib/queries/access/get-session.ts";

export const GET = withActor(null, async (actor) => json(200, await getSession(actor)));

/** Signs out. With an API key and no cookie there is no session to end, and nothing happens. */
export const DELETE = withActor(null, async (actor, request) => {
  await endSession(request.headers, actor.requestId ?? "");
  const response = noContent();
  response.headers.append("set-cookie", clearedSessionCookie(authConfig()));
  response.headers.set("clear-site-data", '"storage"');
  return response;
});
