import type { RejectionRow } from "#lib/db/record-rejections.ts";
import { sanitisedText } from "#lib/domain/json-sanitised.ts";
import type { RejectionCause } from "#lib/domain/rejection-cause.ts";
import type { RegisteredSource } from "#lib/pipeline/verify/source-registry.ts";
import { newId } from "#lib/platform/ids.ts";
import { checkSharedHeaders } from "#lib/signatures/shared-header.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import { maskHeaders } from "./mask-headers.ts";
import type { Answer } from "./receive-webhook.ts";
import type { RejectionLog } from "./rejection-log.ts";

type RejectedStatus = Exclude<Answer["status"], 200>;

export interface Rejecter {
  /** Before the body was read, or without all of it: `part` is as much of it as there is. */
  unread(status: RejectedStatus, cause: RejectionCause, source: RegisteredSource | null, part: Buffer | null): Answer;
  whole(status: RejectedStatus, cause: RejectionCause, source: RegisteredSource, body: Buffer): Answer;
  /** For what was verified at a disabled source: kept in full, so that it can be accepted later. */
  andKeep(source: RegisteredSource, body: Buffer): Promise<Answer>;
  /** For what nobody can verify yet: held in full, so that it is verified once somebody can. */
  andHold(cause: RejectionCause, source: RegisteredSource, body: Buffer): Answer;
}

const PREFIX_BYTES = 4096;
const DISABLED_RETRY_SECONDS = 300;
const UNAVAILABLE_RETRY_SECONDS = 10;

/** Refuses one request: the answer for its sender, and a row for operators. */
export function createRejecter(rejections: RejectionLog, request: IncomingRequest, receivedAt: Date): Rejecter {
  const wholeRow = (status: RejectedStatus, cause: RejectionCause, source: RegisteredSource, body: Buffer) => ({
    ...factsOf(request, source, receivedAt),
    status,
    cause,
    bodySize: body.length,
    bodyPrefix: body.subarray(0, PREFIX_BYTES),
    body: null,
    sourceId: source.row.id,
  });
  return {
    unread(status, cause, source, part) {
      const bodyPrefix = (part ?? Buffer.alloc(0)).subarray(0, PREFIX_BYTES);
      const row = { ...factsOf(request, source, receivedAt), status, cause, bodyPrefix, body: null };
      rejections.note({ ...row, bodySize: request.contentLength });
      return answerOf(status, source);
    },
    whole(status, cause, source, body) {
      rejections.note(wholeRow(status, cause, source, body));
      return answerOf(status, source);
    },
    async andKeep(source, body) {
      await rejections.keep({ ...wholeRow(503, "source_disabled", source, body), body });
      return answerOf(503, source);
    },
    andHold(cause, source, body) {
      rejections.hold({ ...wholeRow(503, cause, source, body), body });
      return answerOf(503, source);
    },
  };
}

function factsOf(
  request: IncomingRequest,
  source: RegisteredSource | null,
  receivedAt: Date,
): Omit<RejectionRow, "status" | "cause" | "bodySize" | "bodyPrefix" | "body"> {
  const shared = source?.credentials.sharedHeaders ?? [];
  const names = shared.map((header) => header.name);
  return {
    id: newId(),
    sourceId: source?.row.id ?? null,
    slug: sanitisedText(request.slug.slice(0, 200)),
    door: request.door,
    receivedAt: receivedAt.toISOString(),
    remoteAddress: request.remoteAddress,
    headersJson: JSON.stringify(maskHeaders(request.headers, names)),
    // Judged now: what is kept of the header is a mask, which cannot be judged later.
    sharedHeaderPassed: shared.length === 0 ? null : checkSharedHeaders(request.headers, shared).kind === "accepted",
  };
}

function answerOf(status: RejectedStatus, source: RegisteredSource | null): Answer {
  const isDisabled = source?.row.status === "disabled";
  const retryAfter = String(isDisabled ? DISABLED_RETRY_SECONDS : UNAVAILABLE_RETRY_SECONDS);
  const headers: Record<RejectedStatus, Record<string, string>> = {
    400: {},
    401: {},
    404: {},
    405: { allow: "POST" },
    408: {},
    413: {},
    503: { "retry-after": retryAfter },
  };
  return { status, headers: headers[status], closes: status === 408 || status === 413 };
}
