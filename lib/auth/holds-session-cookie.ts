import { authConfig } from "./auth-config.ts";
import { readSessionId } from "./session-cookie.ts";

/**
 * Whether the sender has a session cookie that this console issued and that has not expired. While the database is away
 * nothing more can be known, so that this opens nothing but a few numbers about the outage itself.
 */
export async function holdsSessionCookie(headers: Headers): Promise<boolean> {
  return (await readSessionId(headers, authConfig())) !== null;
}
