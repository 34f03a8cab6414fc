import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSourceRegistry } from "#lib/db/read-source-registry.ts";
import { type StoreRow, storeBatch } from "#lib/db/store-batch.ts";
import type { RegisteredSource } from "#lib/pipeline/verify/source-registry.ts";
import { newId } from "#lib/platform/ids.ts";
import { openTestDatabase, type TestDatabase } from "#lib/testing/test-database.ts";
import { insertSource } from "#lib/testing/test-sources.ts";
import { otherHeader, providerBody } from "#lib/testing/webhook-arbitraries.ts";
import { toStoreRow } from "./to-store-row.ts";

const BATCH = 100;
let database: TestDatabase;
const sources = new Map<string, RegisteredSource>();

beforeAll(async () => {
  database = await openTestDatabase();
  await insertSource(database.pool, "asset", "asset");
  await insertSource(database.pool, "abound", "abound");
  const rows = await readSourceRegistry(database.pool);
  const credentials = { rsaKeys: [], secrets: [], sharedHeaders: [] };
  for (const row of rows.sources) sources.set(row.slug, { row, credentials, keysFetchedAt: null });
});
afterAll(() => database.close());

function rowOf(slug: string, body: Buffer, others: readonly [string, string][], receivedAt: Date): StoreRow {
  const source = sources.get(slug);
  if (source === undefined) throw new Error(`no source ${slug}`);
  const headers = [...others, ["asset-id", newId()] as const];
  return toStoreRow({
    request: { door: "receiver", headers, remoteAddress: null },
    source,
    body,
    verdict: { kind: "authentic", scheme: "hmac-sha256", via: "raw", key: "k", text: body, document: null, flags: [] },
    receivedAt,
  });
}

async function readBack(ids: readonly string[]) {
  const { rows } = await database.pool.query(
    `SELECT e.id AS "eventId", e.provider_key AS "providerKey", e.body_hash AS "bodyHash", e.type,
       e.business_id AS "businessId", e.external_id AS "externalId", e.user_id AS "userId", e.subject,
       to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "occurredAt",
       e.occurred_at_text AS "occurredAtText", array_remove(e.flags, 'first_seen_business') AS flags,
       b.raw, b.headers, b.payload IS NOT NULL AS "hasPayload"
     FROM events e JOIN bodies b ON b.event_id = e.id WHERE e.id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [String(row.eventId), row]));
}

function expected({ eventId, providerKey, bodyHash, type, businessId, externalId, userId, subject, ...row }: StoreRow) {
  const { occurredAt, occurredAtText, flags, raw, headersJson, payloadJson } = row;
  const headers: unknown = JSON.parse(headersJson);
  const ids = { eventId, providerKey, bodyHash, type, businessId, externalId, userId, subject };
  return { ...ids, occurredAt, occurredAtText, flags, raw, headers, hasPayload: payloadJson !== null };
}

describe.each(["asset", "abound"] as const)("whatever a verified %s webhook holds", (slug) => {
  test("PostgreSQL takes its row, and gives back what was written", async () => {
    const receivedAt = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });
    const request = fc.tuple(providerBody(slug), fc.array(otherHeader, { maxLength: 4 }), receivedAt);
    let stored = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: BATCH, size: "max" }), async (requests) => {
        const rows = requests.map(([body, headers, at]) => rowOf(slug, body, headers, at));
        await storeBatch(database.pool, rows, 1);
        const found = await readBack(rows.map((row) => row.eventId));
        const keys = new Map<string, StoreRow>();
        for (const row of rows) if (found.has(row.eventId)) keys.set(row.providerKey, row);
        for (const row of keys.values()) expect(found.get(row.eventId)).toEqual(expected(row));
        stored += keys.size;
      }),
      { numRuns: 40 },
    );
    expect(stored).toBeGreaterThan(1000);
  });
});
