import type { RejectionCause } from "#lib/domain/rejection-cause.ts";
import { toStoreRow } from "#lib/pipeline/store/to-store-row.ts";
import type { RegisteredSource } from "#lib/pipeline/verify/source-registry.ts";
import { verifyRequest } from "#lib/pipeline/verify/verify-request.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";
import type { ReceiveContext } from "./receive-webhook.ts";

/** A refused request that was kept in full. */
export type KeptRequest = {
  id: string;
  slug: string;
  door: string;
  headers: HeaderPairs;
  body: Buffer;
  receivedAt: Date;
  remoteAddress: string | null;
};

export type AcceptOutcome =
  | { kind: "accepted"; eventId: string; isDuplicate: boolean }
  | { kind: "unknown_source" }
  | { kind: "not_verified"; cause: RejectionCause }
  /** Nothing was stored; the same call may succeed later. */
  | { kind: "unavailable"; error: unknown };

type AcceptContext = Pick<ReceiveContext, "registry" | "verify" | "store">;

/**
 * Verifies a kept request with the keys of today and stores it as received back then. The registry must be fresh.
 * Shared headers were checked on arrival and are kept masked, so they are not asked for again.
 */
export async function acceptRequest(context: AcceptContext, kept: KeptRequest): Promise<AcceptOutcome> {
  const source = context.registry.find(kept.slug);
  if (source === undefined) return { kind: "unknown_source" };
  const findSource = (slug: string) => withoutSharedHeaders(context.verify.findSource(slug));
  const signed = { headers: kept.headers, body: kept.body };
  const verdict = await verifyRequest({ ...context.verify, findSource }, withoutSharedHeaders(source), signed);
  if (verdict.kind !== "authentic") return { kind: "not_verified", cause: verdict.cause };
  const row = toStoreRow({ request: kept, source, body: kept.body, verdict, receivedAt: kept.receivedAt });
  const outcome = await context.store.store({ ...row, requestId: null });
  switch (outcome.kind) {
    case "stored":
    case "id_conflict":
      return { kind: "accepted", eventId: outcome.eventId, isDuplicate: false };
    case "duplicate":
      return { kind: "accepted", eventId: outcome.eventId, isDuplicate: true };
    case "unavailable":
      return outcome;
    case "overloaded":
      return { kind: "unavailable", error: new Error("the store is overloaded") };
  }
}

function withoutSharedHeaders<Source extends RegisteredSource | undefined>(source: Source): Source {
  return source && { ...source, credentials: { ...source.credentials, sharedHeaders: [] } };
}
