import { answerWithin } from "#lib/db/database-silent.ts";
import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import { createLog } from "#lib/platform/log.ts";
import type { AuthConfig } from "./auth-config.ts";
import { authenticate } from "./authenticate.ts";
import { endSession } from "./end-session.ts";
import type { NextAuthSteps } from "./next-auth-options.ts";
import { remoteAddress } from "./remote-address.ts";
import { readSessionId } from "./session-cookie.ts";
import { type SignInOutcome, signIn } from "./sign-in.ts";

interface Watched {
  steps: NextAuthSteps;
  /** What happened inside, which the library's answer does not tell. */
  seen: { outcome?: SignInOutcome; failure?: unknown };
}

const log = createLog("console");
/** With the time that a password takes to be checked on a busy machine. */
const PATIENCE_MS = 10_000;

/** The steps of one request, watched: the library swallows what they throw. */
export function nextAuthSteps(headers: Headers, config: AuthConfig, requestId: string): Watched {
  const seen: Watched["seen"] = {};
  const noting = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      seen.failure = error;
      throw error;
    }
  };
  const steps: NextAuthSteps = {
    signIn: async (email, password) => {
      const noteOutage = (error: unknown) => {
        seen.failure = error;
      };
      seen.outcome = await attempt({ email, password }, headers, config, { requestId, noteOutage });
      return seen.outcome.kind === "signed_in" ? seen.outcome : null;
    },
    signOut: () => noting(() => endSession(headers, requestId)),
    currentOperator: () => noting(() => currentOperator(headers, requestId)),
  };
  return { steps, seen };
}

/**
 * Whatever goes wrong is a refusal: the library would put the message of an error into an address. A password that could
 * not be looked up is told from one that is wrong behind its back.
 */
async function attempt(
  credentials: { email: string; password: string },
  headers: Headers,
  config: AuthConfig,
  { requestId, noteOutage }: { requestId: string; noteOutage: (error: unknown) => void },
): Promise<SignInOutcome> {
  try {
    const signingIn = signIn({
      ...credentials,
      remoteAddress: remoteAddress(headers, config.trustedProxies),
      userAgent: headers.get("user-agent"),
      requestId,
      previousSid: await readSessionId(headers, config),
    });
    return await answerWithin(PATIENCE_MS, signingIn);
  } catch (error) {
    if (isDatabaseAway(error)) noteOutage(error);
    else log.error("sign-in failed", { requestId, error });
    return { kind: "refused" };
  }
}

async function currentOperator(headers: Headers, requestId: string) {
  const cookie = headers.get("cookie");
  const authentication = await authenticate(new Headers(cookie === null ? {} : { cookie }), requestId);
  if (authentication.kind !== "session") return null;
  const { id, label, role } = authentication.actor;
  return { id: id ?? "", email: label, role: role ?? "" };
}
