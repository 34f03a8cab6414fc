import type { RejectionCause } from "#lib/domain/rejection-cause.ts";
import type { Keeper } from "#lib/pipeline/store/keeper.ts";
import type { Store } from "#lib/pipeline/store/store.ts";
import { toStoreRow } from "#lib/pipeline/store/to-store-row.ts";
import type { RegisteredSource, SourceRegistry } from "#lib/pipeline/verify/source-registry.ts";
import { type VerifyContext, verifyRequest } from "#lib/pipeline/verify/verify-request.ts";
import type { AckHistogram } from "./ack-histogram.ts";
import { createRejecter, type Rejecter } from "./create-rejecter.ts";
import type { BodyReading, IncomingRequest } from "./incoming-request.ts";
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
  /** For what arrives: kept even while the database is away. */
  keeper: Pick<Keeper, "keep">;
  /** For what operators accept later. */
  store: Store;
  rejections: RejectionLog;
  acks: AckHistogram;
}

const MAX_BODY_BYTES = 262_144;
const BODY_DEADLINE_MS = 10_000;
const UNREADABLE = {
  too_large: { status: 413, cause: "too_large" },
  too_fragmented: { status: 413, cause: "too_fragmented" },
  too_slow: { status: 408, cause: "too_slow" },
  shed: { status: 503, cause: "overloaded" },
  incomplete: { status: 400, cause: "incomplete_body" },
} as const satisfies Record<Exclude<BodyReading["kind"], "complete">, { status: number; cause: RejectionCause }>;

/** One webhook from first byte to answer, the same at every door. 200 means that its bytes are on disk. */
export async function receiveWebhook(context: ReceiveContext, request: IncomingRequest): Promise<Answer> {
  const startedAt = performance.now();
  const receivedAt = context.registry.now();
  const reject = createRejecter(context.rejections, request, receivedAt);
  const source = context.registry.find(request.slug);
  if (source === undefined && !context.registry.isComplete) return reject.unread(503, "store_unavailable", null, null);
  if (source === undefined) return reject.unread(404, "unknown_source", null, null);
  if (request.method !== "POST") return reject.unread(405, "method_not_allowed", source, null);
  if ((request.contentLength ?? 0) > MAX_BODY_BYTES) return reject.unread(413, "too_large", source, null);
  const reading = await request.readBody({ maxBytes: MAX_BODY_BYTES, deadlineMs: BODY_DEADLINE_MS });
  if (reading.kind !== "complete") {
    const { status, cause } = UNREADABLE[reading.kind];
    return reject.unread(status, cause, source, reading.prefix);
  }
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
      return reject.whole(isDisabled ? 503 : verdict.status, verdict.cause, source, body);
    case "unverifiable":
      if (isDisabled) return reject.whole(503, "source_disabled", source, body);
      return reject.andHold(verdict.cause, source, body);
    case "authentic":
      break;
    default:
      return verdict satisfies never;
  }
  if (isDisabled) return reject.andKeep(source, body);
  const row = toStoreRow({ request, source, body, verdict, receivedAt });
  const outcome = await context.keeper.keep(row);
  if (outcome.kind === "refused") return reject.whole(503, "store_unavailable", source, body);
  return { status: 200, headers: {}, closes: false };
}
