import { AppError } from "#lib/domain/app-error.ts";
import { isPossiblePassword } from "#lib/domain/password-policy.ts";
import { newId } from "#lib/platform/ids.ts";
import { answerError } from "./answer-error.ts";
import { type AuthConfig, authConfig } from "./auth-config.ts";
import { callNextAuth } from "./call-next-auth.ts";
import { nextAuthOptions } from "./next-auth-options.ts";
import { nextAuthSteps } from "./next-auth-steps.ts";
import { readFields } from "./read-fields.ts";
import { isSameOrigin } from "./refuse-cross-site.ts";

const MAX_BODY_BYTES = 16_384;
const MAX_EMAIL_LENGTH = 254;
const BUSY = "Too many people are signing in. Try again in a moment.";

/** What next-auth is allowed to do here; its log sink and its other providers' routes stay shut. */
const OPEN_PATHS = new Set([
  "GET csrf",
  "GET session",
  "GET providers",
  "GET signin",
  "GET signout",
  "GET error",
  "POST signin/credentials",
  "POST callback/credentials",
  "POST signout",
]);

/** Everything under /api/auth. */
export async function handleNextAuth(request: Request, path: readonly string[]): Promise<Response> {
  const requestId = newId();
  try {
    if (!OPEN_PATHS.has(`${request.method} ${path.join("/")}`)) {
      throw new AppError("not_found", "There is nothing here.");
    }
    const config = authConfig();
    // The library takes its own address from here, and otherwise from a header that anyone can send.
    process.env.NEXTAUTH_URL = config.consoleUrl;
    if (request.method === "POST") refuseForeign(request.headers, config);
    return await run(request, path, config, requestId);
  } catch (error) {
    return answerError(error, request, requestId);
  }
}

/** The library's own double-submitted token protects these forms; what a browser says of itself counts as well. */
function refuseForeign(headers: Headers, config: AuthConfig): void {
  const saysWhere = headers.has("sec-fetch-site") || headers.has("origin");
  if (saysWhere && !isSameOrigin(headers, config.consoleUrl)) {
    throw new AppError("cross_site", "The request comes from another site.");
  }
}

async function run(
  request: Request,
  path: readonly string[],
  config: AuthConfig,
  requestId: string,
): Promise<Response> {
  const { method, headers } = request;
  const body = method === "POST" ? await readFields(request, MAX_BODY_BYTES) : {};
  if (path[0] === "callback") refuseImpossible(body);
  const { steps, seen } = nextAuthSteps(headers, config, requestId);
  const query = new URL(request.url).searchParams;
  const response = await callNextAuth({ method, headers, path, query, body }, nextAuthOptions(config, steps));
  // A session that did not end must not look ended.
  if (seen.failure !== undefined) throw seen.failure;
  if (seen.outcome?.kind === "busy") throw new AppError("unavailable", BUSY);
  response.headers.set("x-request-id", requestId);
  if (method === "POST" && path[0] === "signout") response.headers.set("clear-site-data", '"storage"');
  return response;
}

/** What nobody's address or password can be is not looked up and not hashed. */
function refuseImpossible({ email = "", password = "" }: Record<string, string>): void {
  const isPossibleEmail = email !== "" && email.length <= MAX_EMAIL_LENGTH && !email.includes("\u0000");
  if (!isPossibleEmail || !isPossiblePassword(password)) {
    throw new AppError("invalid_input", "Send an e-mail address and a password.");
  }
}
