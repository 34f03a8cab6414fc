import type { RejectionCause } from "#lib/domain/rejection-cause.ts";
import type { Store } from "#lib/pipeline/store/store.ts";
import { toStoreRow } from "#lib/pipeline/store/to-store-row.ts";
import type { RegisteredSource, SourceRegistry } from "#lib/pipeline/verify/source-registry.ts";
import { type VerifyContext, verifyRequest } from "#lib/pipeline/verify/verify-request.ts";
import { newId } from "#lib/platform/ids.ts";
import type { AckHistogram } from "./ack-histogram.ts";
import type { IncomingRequest } from "./incoming-request.ts";
import { maskHeaders } from "./mask-headers.ts";
import type { RejectionLog } from "./rejection-log.ts";

/** What the door answers. The body is always empty: a sender learns nothing from a refusal. */
export interface Answer {
  status: 200 | 400 | 401 | 404 | 405 | 408 | 413 | 503;
  headers: Readonly<Record<string, string>>;
  /** The connection cannot serve another request: part of this one's body was left unread. */
  closes: boolean;
}

export interface ReceiveContext {
  registry: SourceRegistry;
  verify: VerifyContext;
  store: Store;
  rejections: RejectionLog;
  acks: AckHistogram;
}

const MAX_BODY_BYTES = 262_144;
const BODY_DEADLINE_MS = 10_000;
const PREFIX_BYTES = 4096;
const DISABLED_RETRY_SECONDS = 300;
const UNAVAILABLE_RETRY_SECONDS = 10;

/** One webhook from first byte to answer, the same at every door. 200 means that its bytes are on disk. */
export async function receiveWebhook(context: ReceiveContext, request: IncomingRequest): Promise<Answer> {
  const startedAt = performance.now();
  const receivedAt = context.registry.now();
  const reject = createRejecter(context, request, receivedAt);
  const source = context.registry.find(request.slug);
  if (source === undefined) return reject(404, "unknown_source", null, null);
  if (request.method !== "POST") return reject(405, "method_not_allowed", source, null);
  if ((request.contentLength ?? 0) > MAX_BODY_BYTES) return reject(413, "too_large", source, null);
  const reading = await request.readBody({ maxBytes: MAX_BODY_BYTES, deadlineMs: BODY_DEADLINE_MS });
  if (reading.kind === "too_large") return reject(413, "too_large", source, reading.prefix);
  if (reading.kind === "too_slow") return reject(408, "too_slow", source, reading.prefix);
  if (reading.kind === "incomplete") return reject(400, "incomplete_body", source, reading.prefix);
  const answer = await judge(context, request, source, reading.body, receivedAt, reject);
  if (answer.status === 200) context.acks.record(source.row.id, receivedAt, performance.now() - startedAt);
  return answer;
}

async function judge(
  context: ReceiveContext,
  request: IncomingRequest,
  source: RegisteredSource,
  body: Buffer,
  receivedAt: Date,
  reject: Rejecter,
): Promise<Answer> {
  const verdict = await verifyRequest(context.verify, source, { headers: request.headers, body });
  const isDisabled = source.row.status === "disabled";
  switch (verdict.kind) {
    case "rejected":
      return reject(isDisabled ? 503 : verdict.status, verdict.cause, source, body);
    case "unverifiable":
      return reject(503, isDisabled ? "source_disabled" : verdict.cause, source, body);
    case "authentic":
      break;
    default:
      return verdict satisfies never;
  }
  if (isDisabled) return reject.andKeep(source, body);
  const row = toStoreRow({ request, source, body, verdict, receivedAt });
  const outcome = await context.store.store(row);
  if (outcome.kind === "unavailable" || outcome.kind === "overloaded") {
    return reject(503, "store_unavailable", source, body);
  }
  return { status: 200, headers: {}, closes: false };
}

interface Rejecter {
  (status: RejectedStatus, cause: RejectionCause, source: RegisteredSource | null, body: Buffer | null): Answer;
  /** For what was verified at a disabled source: kept in full, so that it can be accepted later. */
  andKeep(source: RegisteredSource, body: Buffer): Promise<Answer>;
}

type RejectedStatus = Exclude<Answer["status"], 200>;

function createRejecter(context: ReceiveContext, request: IncomingRequest, receivedAt: Date): Rejecter {
  const rowOf = (
    status: RejectedStatus,
    cause: RejectionCause,
    source: RegisteredSource | null,
    body: Buffer | null,
  ) => {
    const sharedNames = source?.credentials.sharedHeaders.map((header) => header.name) ?? [];
    return {
      id: newId(),
      sourceId: source?.row.id ?? null,
      slug: request.slug.slice(0, 200),
      door: request.door,
      status,
      cause,
      receivedAt: receivedAt.toISOString(),
      remoteAddress: request.remoteAddress,
      headersJson: JSON.stringify(maskHeaders(request.headers, sharedNames)).replaceAll("\\u0000", ""),
      bodySize: body?.length ?? request.contentLength,
      bodyPrefix: (body ?? Buffer.alloc(0)).subarray(0, PREFIX_BYTES),
      body: null,
    };
  };
  const reject = (
    status: RejectedStatus,
    cause: RejectionCause,
    source: RegisteredSource | null,
    body: Buffer | null,
  ) => {
    context.rejections.note(rowOf(status, cause, source, body));
    return answerOf(status, source);
  };
  const andKeep = async (source: RegisteredSource, body: Buffer) => {
    await context.rejections.keep({ ...rowOf(503, "source_disabled", source, body), sourceId: source.row.id, body });
    return answerOf(503, source);
  };
  return Object.assign(reject, { andKeep });
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
