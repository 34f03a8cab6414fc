import { decode, encode } from "next-auth/jwt";
import type { AuthConfig } from "./auth-config.ts";
import { SESSION_MAX_AGE_SECONDS } from "./session-lifetime.ts";

/** Browsers accept a `__Host-` cookie only over https, from this very host, for every path. */
export function cookieName(config: AuthConfig, name: "session-token" | "csrf-token" | "callback-url"): string {
  return `${config.isHttps ? "__Host-" : ""}next-auth.${name}`;
}

export function cookieOptions(config: AuthConfig) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: config.isHttps } as const;
}

/** The session id inside the request's session cookie, or null; nothing about it has been looked up yet. */
export async function readSessionId(headers: Headers, config: AuthConfig): Promise<string | null> {
  const token = readCookie(headers.get("cookie") ?? "", cookieName(config, "session-token"));
  if (token === null) return null;
  // A token that does not decrypt is as good as none; it is the sender's text, so it must not become an error.
  const claims = await decode({ token, secret: config.sessionSecret }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : null;
}

/** A Set-Cookie value that carries the session id, as next-auth would write it. */
export async function sessionCookie(sid: string, config: AuthConfig): Promise<string> {
  const token = await encode({ token: { sid }, secret: config.sessionSecret, maxAge: SESSION_MAX_AGE_SECONDS });
  return setCookie(token, SESSION_MAX_AGE_SECONDS, config);
}

export function clearedSessionCookie(config: AuthConfig): string {
  return setCookie("", 0, config);
}

function setCookie(value: string, maxAgeSeconds: number, config: AuthConfig): string {
  const flags = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${config.isHttps ? "; Secure" : ""}`;
  return `${cookieName(config, "session-token")}=${value}; ${flags}`;
}

function readCookie(header: string, name: string): string | null {
  const pair = header
    .split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}
