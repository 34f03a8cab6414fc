import { revokeSession } from "#lib/db/sessions/revoke-session.ts";
import { authConfig } from "./auth-config.ts";
import { authenticate } from "./authenticate.ts";
import { credentialHash } from "./credential.ts";
import { readSessionId } from "./session-cookie.ts";

/** Ends the session of the request's cookie. A session that is not live any more needs no ending. */
export async function endSession(headers: Headers, requestId: string): Promise<void> {
  const cookie = headers.get("cookie");
  const cookieOnly = new Headers(headers);
  // A key that is sent along does not say whose session the cookie is.
  cookieOnly.delete("authorization");
  const authentication = cookie === null ? null : await authenticate(cookieOnly, requestId);
  const sid = await readSessionId(headers, authConfig());
  if (authentication?.kind !== "session" || sid === null) return;
  const { actor } = authentication;
  const target = { kind: "operator", id: actor.id ?? "" };
  await revokeSession(credentialHash(sid), { actor, action: "session.signed_out", target });
}
