import type { RejectionCause } from "#lib/domain/rejection-cause.ts";
import { findProvider } from "#lib/providers/find-provider.ts";
import type { Authentication } from "#lib/providers/provider.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";
import type { KeySets } from "./key-sets.ts";
import type { RegisteredSource } from "./source-registry.ts";

export interface SignedRequest {
  headers: HeaderPairs;
  body: Buffer;
}

export type Verdict =
  | Extract<Authentication, { kind: "authentic" }>
  | { kind: "rejected"; status: 400 | 401; cause: RejectionCause }
  /** Nobody can tell yet: the sender is asked to come again. */
  | { kind: "unverifiable"; cause: "keys_unavailable" | "misconfigured" };

export interface VerifyContext {
  keySets: Pick<KeySets, "refreshOnDemand">;
  /** The source as it stands after a refresh. */
  findSource: (slug: string) => RegisteredSource | undefined;
  now: () => Date;
}

/** A mismatch counts against the sender only while our keys are this fresh, or were just fetched. */
const FRESH_KEYS_MS = 10 * 60_000;

/** Checks a request with the keys at hand, and where those do not settle it, once more with fresh ones. */
export async function verifyRequest(
  context: VerifyContext,
  source: RegisteredSource,
  request: SignedRequest,
): Promise<Verdict> {
  const provider = findProvider(source.row.provider);
  const first = provider.authenticate(request, source.credentials);
  if (first.kind === "authentic" || first.kind === "rejected") return first;
  const { id, slug, jwksUrl } = source.row;
  if (!provider.hasKeySet || jwksUrl === null) return settle(first, "refreshed", null, context.now());
  const refresh = await context.keySets.refreshOnDemand({ id, slug, jwksUrl });
  const current = context.findSource(slug) ?? source;
  const second = provider.authenticate(request, current.credentials);
  if (second.kind === "authentic" || second.kind === "rejected") return second;
  return settle(second, refresh, current.keysFetchedAt, context.now());
}

function settle(
  outcome: Extract<Authentication, { kind: "no_match" | "misconfigured" }>,
  refresh: "refreshed" | "cooling_down" | "failed",
  keysFetchedAt: Date | null,
  now: Date,
): Verdict {
  if (outcome.kind === "misconfigured") {
    return { kind: "unverifiable", cause: outcome.cause === "no_keys" ? "keys_unavailable" : "misconfigured" };
  }
  const isFresh = keysFetchedAt !== null && now.getTime() - keysFetchedAt.getTime() <= FRESH_KEYS_MS;
  if (refresh === "refreshed" || isFresh) return { kind: "rejected", status: 401, cause: "bad_signature" };
  return { kind: "unverifiable", cause: "keys_unavailable" };
}
