import { AppError } from "#lib/domain/app-error.ts";
import { createLog } from "#lib/platform/log.ts";
import { problem } from "./api-response.ts";

const log = createLog("console");

/** The answer to whatever a handler threw. What was not meant for the sender is logged instead of sent. */
export function answerError(error: unknown, request: Request, requestId: string): Response {
  const known = error instanceof AppError ? error : unexpected(error);
  if (known.code === "internal" || known.code === "misconfigured") {
    const path = new URL(request.url).pathname;
    log.error("request failed", { requestId, method: request.method, path, error: known.cause ?? known });
  }
  const response = problem(known, requestId);
  response.headers.set("x-request-id", requestId);
  if (known.code === "unauthenticated") response.headers.set("www-authenticate", "Bearer");
  if (known.code === "unavailable") response.headers.set("retry-after", "1");
  return response;
}

function unexpected(cause: unknown): AppError {
  return new AppError("internal", "Something went wrong here. The log has more under this request id.", { cause });
}
