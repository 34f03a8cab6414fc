import type { StoreRow } from "#lib/db/store-batch.ts";
import { newId } from "#lib/platform/ids.ts";

/** A verified webhook as the store takes it, under a key of its own. */
export function storeRow(given: Partial<StoreRow> & { sourceId: string }): StoreRow {
  return {
    eventId: newId(),
    requestId: newId(),
    slug: "abound",
    providerKey: newId(),
    bodyHash: Buffer.alloc(32, 1),
    type: "users.updated",
    businessId: null,
    externalId: null,
    userId: "userId_1",
    subject: null,
    occurredAt: null,
    occurredAtText: null,
    receivedAt: new Date().toISOString(),
    flags: ["no_time"],
    door: "receiver",
    scheme: "hmac-sha256",
    via: "raw",
    key: "main",
    raw: Buffer.from("{}"),
    canonical: null,
    headersJson: "[]",
    payloadJson: "{}",
    remoteAddress: null,
    fansOut: true,
    ...given,
  };
}
