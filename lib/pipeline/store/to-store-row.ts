import type { StoreRow } from "#lib/db/store-batch.ts";
import type { EventFlag } from "#lib/domain/event-flag.ts";
import { maskHeaders } from "#lib/pipeline/receive/mask-headers.ts";
import type { RegisteredSource } from "#lib/pipeline/verify/source-registry.ts";
import type { Verdict } from "#lib/pipeline/verify/verify-request.ts";
import { newIdAt } from "#lib/platform/ids.ts";
import { findProvider } from "#lib/providers/find-provider.ts";
import type { HeaderPairs } from "#lib/signatures/request-headers.ts";

export interface VerifiedRequest {
  request: { door: string; headers: HeaderPairs; remoteAddress: string | null };
  source: RegisteredSource;
  body: Buffer;
  verdict: Extract<Verdict, { kind: "authentic" }>;
  receivedAt: Date;
  extraFlags?: readonly EventFlag[];
}

const HOP_HEADER = "signalbox-hop";

/** A verified request as the row that is stored of it. */
export function toStoreRow({ request, source, body, verdict, receivedAt, extraFlags = [] }: VerifiedRequest): StoreRow {
  const { row, credentials } = source;
  const facts = findProvider(row.provider).readFacts({
    headers: request.headers,
    body,
    text: verdict.text,
    document: verdict.document,
    receivedAt,
    environment: row.environment,
  });
  const sharedNames = credentials.sharedHeaders.map((header) => header.name);
  const simulated: EventFlag[] = row.simulated ? ["simulated"] : [];
  return {
    eventId: newIdAt(receivedAt),
    requestId: newIdAt(receivedAt),
    sourceId: row.id,
    slug: row.slug,
    providerKey: facts.providerKey,
    bodyHash: facts.bodyHash,
    type: facts.type,
    businessId: facts.businessId,
    externalId: facts.externalId,
    userId: facts.userId,
    subject: facts.subject,
    occurredAt: facts.occurredAt,
    occurredAtText: facts.occurredAtText,
    receivedAt: receivedAt.toISOString(),
    flags: [...new Set([...verdict.flags, ...facts.flags, ...simulated, ...extraFlags])],
    door: request.door,
    scheme: verdict.scheme,
    via: verdict.via,
    key: verdict.key,
    raw: body,
    canonical: verdict.via === "raw" ? null : verdict.text,
    headersJson: JSON.stringify(maskHeaders(request.headers, sharedNames)),
    payloadJson: facts.payloadJson,
    remoteAddress: request.remoteAddress,
    fansOut: !request.headers.some(([name]) => name.toLowerCase() === HOP_HEADER),
  };
}
