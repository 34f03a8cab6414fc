import type { NextAuthOptions } from "next-auth";
import { decode } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { createLog } from "#lib/platform/log.ts";
import type { AuthConfig } from "./auth-config.ts";
import { samePath } from "./same-path.ts";
import { cookieName, cookieOptions } from "./session-cookie.ts";
import { SESSION_MAX_AGE_SECONDS } from "./session-lifetime.ts";

/** What the library leaves to us; all of it looks at the database. */
export interface NextAuthSteps {
  /** A new session's id, or null. Never throws: the library would put the message into an address. */
  signIn(email: string, password: string): Promise<{ operatorId: string; sid: string } | null>;
  signOut(): Promise<void>;
  /** Who is signed in, or null once the session has ended. */
  currentOperator(): Promise<{ id: string; email: string; role: string } | null>;
}

const log = createLog("console");

/** One request's options. The token carries the random session id and nothing about the operator. */
export function nextAuthOptions(config: AuthConfig, steps: NextAuthSteps): NextAuthOptions {
  const cookie = (name: "session-token" | "csrf-token" | "callback-url") => ({
    name: cookieName(config, name),
    options: cookieOptions(config),
  });
  return {
    secret: config.sessionSecret,
    useSecureCookies: config.isHttps,
    session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: cookie("session-token"),
      csrfToken: cookie("csrf-token"),
      callbackUrl: cookie("callback-url"),
    },
    providers: [credentials(steps)],
    jwt: {
      decode: async (params) => ((await steps.currentOperator()) === null ? null : decode(params)),
    },
    callbacks: {
      jwt: ({ token, user }) => (user === undefined ? { sid: token.sid } : { sid: user.sid }),
      session: async ({ session }) => {
        const operator = await steps.currentOperator();
        return operator === null ? session : { ...session, user: operator };
      },
      redirect: ({ url }) => `${config.consoleUrl}${samePath(url, config.consoleUrl)}`,
    },
    events: { signOut: () => steps.signOut() },
    logger: {
      error: (code) => log.debug("next-auth", { code }),
      warn: (code) => log.debug("next-auth", { code }),
      debug: () => undefined,
    },
  };
}

function credentials(steps: NextAuthSteps) {
  return Credentials({
    name: "password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: async (given) => {
      const session = given === undefined ? null : await steps.signIn(given.email, given.password);
      return session === null ? null : { id: session.operatorId, sid: session.sid };
    },
  });
}
