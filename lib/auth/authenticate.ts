import { findApiKey } from "#lib/db/api-keys/find-api-key.ts";
import { answerWithin } from "#lib/db/database-silent.ts";
import { findLiveSession } from "#lib/db/sessions/find-live-session.ts";
import { ROLE_PERMISSIONS } from "#lib/domain/permission.ts";
import { Actor } from "./actor.ts";
import { type AuthConfig, authConfig } from "./auth-config.ts";
import { credentialHash } from "./credential.ts";
import { remoteAddress } from "./remote-address.ts";
import { grantedByScopes } from "./scopes.ts";
import { readSessionId } from "./session-cookie.ts";
import { SESSION_IDLE_SECONDS, SESSION_MAX_AGE_SECONDS } from "./session-lifetime.ts";

export type Authentication =
  | { kind: "session"; actor: Actor }
  | { kind: "api_key"; actor: Actor }
  | { kind: "anonymous" };

/** Everything begins here, so that a database that is frozen is found out before a page or an answer hangs with it. */
const PATIENCE_MS = 3_000;

const BEARER = /^bearer\s+(\S{1,512})\s*$/i;

/**
 * Looks the caller up in the database, on every request: an API key if one is sent, else the session cookie. What
 * happens in the background, such as an open stream, does not keep an idle session alive.
 */
export async function authenticate(
  headers: Headers,
  requestId: string,
  options: { isBackground?: boolean } = {},
): Promise<Authentication> {
  const config = authConfig();
  const authorization = headers.get("authorization");
  if (authorization !== null && /^bearer\b/i.test(authorization)) {
    return authenticateKey(BEARER.exec(authorization)?.[1] ?? null, headers, requestId, config);
  }
  return authenticateSession(headers, requestId, config, options.isBackground ?? false);
}

async function authenticateKey(
  value: string | null,
  headers: Headers,
  requestId: string,
  config: AuthConfig,
): Promise<Authentication> {
  const key = value === null ? null : await answerWithin(PATIENCE_MS, findApiKey(credentialHash(value)));
  if (key === null) return { kind: "anonymous" };
  const actor = Actor.issue({
    kind: "api_key",
    id: key.id,
    label: key.name,
    ...grantedByScopes(key.scopes),
    remoteAddress: remoteAddress(headers, config.trustedProxies),
    requestId,
  });
  return { kind: "api_key", actor };
}

async function authenticateSession(
  headers: Headers,
  requestId: string,
  config: AuthConfig,
  isBackground: boolean,
): Promise<Authentication> {
  const sid = await readSessionId(headers, config);
  if (sid === null) return { kind: "anonymous" };
  const limits = { idleSeconds: SESSION_IDLE_SECONDS, maxAgeSeconds: SESSION_MAX_AGE_SECONDS, isBackground };
  const session = await answerWithin(PATIENCE_MS, findLiveSession(credentialHash(sid), limits));
  if (session === null) return { kind: "anonymous" };
  const actor = Actor.issue({
    kind: "operator",
    id: session.operatorId,
    label: session.email,
    role: session.role,
    permissions: ROLE_PERMISSIONS[session.role],
    remoteAddress: remoteAddress(headers, config.trustedProxies),
    requestId,
  });
  return { kind: "session", actor };
}
