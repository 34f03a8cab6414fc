import { isDatabaseAway } from "#lib/db/is-database-away.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { DATABASE_AWAY } from "#lib/domain/database-away.ts";
import { createLog } from "#lib/platform/log.ts";
import { problem } from "./api-response.ts";

const log = createLog("console");

/** The answer to whatever a handler threw. What was not meant for the sender is logged instead of sent. */
export function answerError(error: unknown, request: Request, requestId: string): Response {
  const known = error instanceof AppError ? error : unexpected(error);
  const facts = { requestId, method: request.method, path: new URL(request.url).pathname };
  if (known.code === "internal" || known.code === "misconfigured") {
    log.error("request failed", { ...facts, error: known.cause ?? known });
  } else if (known.cause !== undefined && isDatabaseAway(known.cause)) {
    log.warn("the database does not answer", { ...facts, reason: lastLine(known.cause) });
  }
  const response = problem(known, requestId);
  response.headers.set("x-request-id", requestId);
  if (known.code === "unauthenticated") response.headers.set("www-authenticate", "Bearer");
  if (known.code === "unavailable") response.headers.set("retry-after", "1");
  return response;
}

function unexpected(cause: unknown): AppError {
  if (isDatabaseAway(cause)) return new AppError("unavailable", DATABASE_AWAY, { cause });
  return new AppError("internal", "Something went wrong here. The log has more under this request id.", { cause });
}

/** In an outage every request fails alike, so that each is a line of the log and not a page. */
function lastLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trimEnd().split("\n").at(-1) ?? "";
}
