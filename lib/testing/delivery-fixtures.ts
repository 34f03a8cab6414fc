import { createHash } from "node:crypto";
import type pg from "pg";
import { type StoreRow, storeBatch } from "#lib/db/store-batch.ts";
import { newId } from "#lib/platform/ids.ts";
import { createSecretBox } from "#lib/platform/secret-box.ts";
import { newSigningSecret } from "#lib/signatures/standard-webhooks.ts";
import { FIRST_VERSION } from "./test-destinations.ts";

export const TEST_SECRET = "a secret of tests that is long enough to be one";

export type TestSource = { id: string; slug: string };

export async function insertSource(pool: pg.Pool, slug = `source-${newId()}`): Promise<TestSource> {
  const id = newId();
  await pool.query(
    "INSERT INTO sources (id, slug, provider, name, environment) VALUES ($1, $2, 'abound', $2, 'sandbox')",
    [id, slug],
  );
  return { id, slug };
}

export type TestDestination = { id: string; signingSecret: string };
type DestinationOptions = {
  url: string;
  retrySchedule?: number[];
  concurrency?: number;
  timeoutMs?: number;
  rate?: number;
  eventTypes?: string[];
  sources?: string[];
  headers?: Record<string, string>;
};

export async function insertDestination(pool: pg.Pool, options: DestinationOptions): Promise<TestDestination> {
  const box = createSecretBox(TEST_SECRET);
  const id = newId();
  const { url, retrySchedule = [1], concurrency = 4, timeoutMs = 5000, rate = null } = options;
  const context = { table: "destinations", column: "headers_ciphertext", rowId: id };
  const headers = options.headers ? box.seal(JSON.stringify(options.headers), context) : null;
  await pool.query(
    `INSERT INTO destinations (id, name, url, event_types, sources, headers_ciphertext, header_names, rate, concurrency, timeout_ms, retry_schedule)
     VALUES ($1, 'sink', $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      url,
      options.eventTypes ?? [],
      options.sources ?? [],
      headers,
      Object.keys(options.headers ?? {}),
      rate,
      concurrency,
      timeoutMs,
      retrySchedule,
    ],
  );
  await pool.query(FIRST_VERSION, [id]);
  return { id, signingSecret: await insertSigningSecret(pool, id) };
}

export async function insertSigningSecret(pool: pg.Pool, destinationId: string): Promise<string> {
  const id = newId();
  const signingSecret = newSigningSecret();
  const context = { table: "destination_secrets", column: "ciphertext", rowId: id };
  await pool.query(
    "INSERT INTO destination_secrets (id, destination_id, ciphertext, last4) VALUES ($1, $2, $3, 'last')",
    [id, destinationId, createSecretBox(TEST_SECRET).seal(signingSecret, context)],
  );
  return signingSecret;
}

/** Stores events as a door would, with their deliveries. Returns their ids in order. */
export async function storeEvents(
  pool: pg.Pool,
  source: TestSource,
  bodies: readonly (string | Buffer)[],
  changes: Partial<StoreRow> = {},
): Promise<string[]> {
  const rows = bodies.map((body) => toStoreRow(source, Buffer.from(body), changes));
  for (let at = 0; at < rows.length; at += 128) await storeBatch(pool, rows.slice(at, at + 128), 0);
  return rows.map(({ eventId }) => eventId);
}

function toStoreRow(source: TestSource, raw: Buffer, changes: Partial<StoreRow>): StoreRow {
  const eventId = newId();
  return {
    eventId,
    requestId: newId(),
    sourceId: source.id,
    slug: source.slug,
    providerKey: eventId,
    bodyHash: createHash("sha256").update(raw).digest(),
    type: "RESOURCE_UPDATED",
    businessId: null,
    externalId: null,
    userId: "user_1",
    subject: null,
    occurredAt: null,
    occurredAtText: null,
    receivedAt: new Date().toISOString(),
    flags: [],
    door: "receiver",
    scheme: "hmac",
    via: "raw",
    key: "test",
    raw,
    canonical: null,
    headersJson: "[]",
    payloadJson: null,
    remoteAddress: null,
    fansOut: true,
    ...changes,
  };
}
