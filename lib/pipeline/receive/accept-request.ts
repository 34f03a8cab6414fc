import type { RejectionCause } from "#lib/domain/rejection-cause.ts";
import { toStoreRow } from "#lib/pipeline/store/to-store-row.ts";
import type { RegisteredSource } from "#lib/pipeline/verify/source-registry.ts";
import { verifyRequest } from "#lib/pipeline/verify/verify-request.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";
import { acceptedEventId } from "./accepted-event-id.ts";
import type { ReceiveContext } from "./receive-webhook.ts";

/** A refused request of which the whole body is here. */
export type KeptRequest = {
  id: string;
  sourceId: string | null;
  slug: string;
  door: string;
  headers: HeaderPairs;
  body: Buffer;
  receivedAt: Date;
  remoteAddress: string | null;
  /** How its shared headers were judged on arrival; null where none were required then. */
  sharedHeaderPassed: boolean | null;
};

export type AcceptOutcome =
  | { kind: "accepted"; eventId: string; isDuplicate: boolean }
  | { kind: "unknown_source" }
  | { kind: "not_verified"; cause: RejectionCause }
  /** Its source requires a shared header since; whether this request carried it, nobody knows. */
  | { kind: "shared_header_unknown" }
  /** Nothing was stored; the same call may succeed later. */
  | { kind: "unavailable"; error: unknown };

export type AcceptContext = Pick<ReceiveContext, "registry" | "verify" | "store">;

/** Verifies a kept request with the keys of today and stores it as received back then. The registry must be fresh. */
export async function acceptRequest(context: AcceptContext, kept: KeptRequest): Promise<AcceptOutcome> {
  const source = context.registry.find(kept.slug);
  if (source === undefined || source.row.id !== kept.sourceId) return { kind: "unknown_source" };
  const findSource = (slug: string) => withoutSharedHeaders(context.verify.findSource(slug));
  const signed = { headers: kept.headers, body: kept.body };
  const verdict = await verifyRequest({ ...context.verify, findSource }, withoutSharedHeaders(source), signed);
  if (verdict.kind !== "authentic") return { kind: "not_verified", cause: verdict.cause };
  const current = context.registry.find(kept.slug) ?? source;
  const objection = judgeSharedHeaders(kept, [source, current]);
  if (objection !== null) return objection;
  const row = toStoreRow({ request: kept, source: current, body: kept.body, verdict, receivedAt: kept.receivedAt });
  return toOutcome(await context.store.store({ ...row, eventId: acceptedEventId(kept), requestId: null }));
}

/** The headers are kept masked, so only what was found on arrival counts: nothing but a pass passes. */
function judgeSharedHeaders(kept: KeptRequest, sources: readonly RegisteredSource[]): AcceptOutcome | null {
  const isRequired = sources.some(({ credentials }) => credentials.sharedHeaders.length > 0);
  if (!isRequired || kept.sharedHeaderPassed === true) return null;
  if (kept.sharedHeaderPassed === null) return { kind: "shared_header_unknown" };
  return { kind: "not_verified", cause: "wrong_shared_header" };
}

function withoutSharedHeaders<Source extends RegisteredSource | undefined>(source: Source): Source {
  return source && { ...source, credentials: { ...source.credentials, sharedHeaders: [] } };
}

function toOutcome(outcome: Awaited<ReturnType<AcceptContext["store"]["store"]>>): AcceptOutcome {
  switch (outcome.kind) {
    case "stored":
    case "id_conflict":
      return { kind: "accepted", eventId: outcome.eventId, isDuplicate: false };
    case "duplicate":
      return { kind: "accepted", eventId: outcome.eventId, isDuplicate: true };
    case "unavailable":
    case "impossible":
      return { kind: "unavailable", error: outcome.error };
    case "overloaded":
      return { kind: "unavailable", error: new Error("the store is overloaded") };
    default:
      return outcome satisfies never;
  }
}
