import { createHash } from "node:crypto";
import type pg from "pg";
import { type StoreRow, storeBatch } from "#lib/db/store-batch.ts";
import { newIdAt } from "#lib/platform/ids.ts";

export type TestEvent = Partial<Omit<StoreRow, "raw" | "receivedAt" | "canonical">> & {
  sourceId: string;
  receivedAt?: Date;
  /** The raw body. */
  body?: string;
  canonical?: string;
};

let made = 0;

/** Stores events by the store's own statement, in one transaction. Returns their ids in the order given. */
export async function insertEvents(pool: pg.Pool, events: readonly TestEvent[]): Promise<string[]> {
  const rows = events.map(toRow);
  await storeBatch(pool, rows, 0);
  return rows.map((row) => row.eventId);
}

function toRow({ body, canonical, receivedAt = new Date(), ...given }: TestEvent): StoreRow {
  made += 1;
  const raw = Buffer.from(body ?? JSON.stringify({ type: given.type ?? "BUSINESS_CREATED", number: made }));
  return {
    eventId: newIdAt(receivedAt),
    requestId: newIdAt(receivedAt),
    slug: "test",
    providerKey: `key-${made}`,
    bodyHash: createHash("sha256").update(raw).digest(),
    type: "BUSINESS_CREATED",
    businessId: null,
    externalId: null,
    userId: null,
    subject: null,
    occurredAt: null,
    occurredAtText: null,
    flags: [],
    door: "receiver",
    scheme: "hmac-sha256",
    via: "raw",
    key: "test key",
    headersJson: "[]",
    payloadJson: null,
    remoteAddress: null,
    fansOut: true,
    ...given,
    receivedAt: receivedAt.toISOString(),
    raw,
    canonical: canonical === undefined ? null : Buffer.from(canonical),
  };
}
