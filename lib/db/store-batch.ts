import type pg from "pg";
import { binaryArray } from "./binary-array.ts";

/** A verified webhook on its way into the database. Times are ISO 8601; ids are uuidv7 made by the caller. */
export interface StoreRow {
  eventId: string;
  /** Of its request if it turns out a duplicate; null when the request has its row already, as one accepted later. */
  requestId: string | null;
  sourceId: string;
  slug: string;
  providerKey: string;
  /** SHA-256 of the canonical body: what tells a duplicate from an id conflict. */
  bodyHash: Buffer;
  type: string;
  businessId: string | null;
  externalId: string | null;
  userId: string | null;
  subject: string | null;
  occurredAt: string | null;
  occurredAtText: string | null;
  receivedAt: string;
  flags: readonly string[];
  door: string;
  scheme: string;
  via: string;
  key: string;
  raw: Buffer;
  /** The authenticated text where it is not the raw bytes. */
  canonical: Buffer | null;
  headersJson: string;
  payloadJson: string | null;
  remoteAddress: string | null;
  /** False for what another Signalbox forwarded to us, so that two of them cannot send in a circle. */
  fansOut: boolean;
}

/**
 * Stores a batch in one statement and so in one transaction: events, each of which tells of the request that brought it,
 * bodies, one delivery per matching destination and the minute counts. Returns the ids of the events that are new; a row
 * whose key is taken is left out, and `settleTaken` decides what it is.
 */
export async function storeBatch(pool: pg.Pool, rows: readonly StoreRow[], lane: number): Promise<Set<string>> {
  const result = await pool.query<{ id: string }>({
    name: "store-batch",
    text: STORE_BATCH,
    values: [...columns(rows), lane],
  });
  return new Set(result.rows.map((row) => row.id));
}

function columns(rows: readonly StoreRow[]): Buffer[] {
  // Rows go in by key, so that two batches with the same keys wait for each other instead of deadlocking.
  const sorted = [...rows].sort((a, b) => compare(a.sourceId, b.sourceId) || compare(a.providerKey, b.providerKey));
  const text = (read: (row: StoreRow) => string | null) => binaryArray("text", sorted.map(read));
  const uuid = (read: (row: StoreRow) => string | null) => binaryArray("uuid", sorted.map(read));
  const bytea = (read: (row: StoreRow) => Buffer | null) => binaryArray("bytea", sorted.map(read));
  const boolean = (read: (row: StoreRow) => boolean) => binaryArray("boolean", sorted.map(read));
  const isPayloadText = sorted.map(isPayloadItsText);
  return [
    uuid((row) => row.eventId),
    boolean((row) => row.requestId !== null),
    uuid((row) => row.sourceId),
    text((row) => row.providerKey),
    bytea((row) => row.bodyHash),
    text((row) => row.type),
    text((row) => row.businessId),
    text((row) => row.externalId),
    text((row) => row.userId),
    text((row) => row.subject),
    text((row) => row.occurredAt),
    text((row) => row.occurredAtText),
    text((row) => row.receivedAt),
    text((row) => row.flags.join(",")),
    text((row) => row.door),
    text((row) => row.scheme),
    text((row) => row.via),
    text((row) => row.key),
    bytea((row) => row.raw),
    bytea((row) => row.canonical),
    text((row) => row.headersJson),
    binaryArray(
      "text",
      sorted.map((row, index) => (isPayloadText[index] ? null : row.payloadJson)),
    ),
    binaryArray("boolean", isPayloadText),
    text((row) => row.remoteAddress),
    boolean((row) => row.fansOut),
  ];
}

/** Most bodies need no change for jsonb, and then their bytes need not be sent twice. */
function isPayloadItsText({ payloadJson, canonical, raw }: StoreRow): boolean {
  const text = canonical ?? raw;
  return payloadJson !== null && payloadJson.length <= text.length && text.equals(Buffer.from(payloadJson));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const STORE_BATCH = `
WITH input AS (
  SELECT * FROM unnest(
    $1::uuid[], $2::boolean[], $3::uuid[], $4::text[], $5::bytea[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[],
    $19::bytea[], $20::bytea[], $21::text[], $22::text[], $23::boolean[], $24::text[], $25::boolean[]
  ) AS i (
    event_id, tells_request, source_id, provider_key, body_hash, type, business_id, external_id,
    user_id, subject, occurred_at, occurred_at_text, received_at, flags, door, scheme, via,
    key, raw, canonical, headers, payload, is_payload_text, remote_address, fans_out
  )
), stored AS (
  INSERT INTO events (
    id, source_id, provider_key, body_hash, type, business_id, external_id, user_id, subject, occurred_at,
    occurred_at_text, received_at, last_seen_at, flags, door, verification_scheme, verification_via, verification_key,
    remote_address, body_size
  )
  SELECT event_id, source_id, provider_key, body_hash, type, business_id, external_id, user_id, subject,
    occurred_at::timestamptz, occurred_at_text, received_at::timestamptz, received_at::timestamptz,
    string_to_array(flags, ',') || CASE WHEN is_first_of_business AND (
      -- Found by the business alone: a plan kept from an empty table could look through all events of the source.
      SELECT 1 FROM events known
      WHERE known.business_id = input.business_id AND (known.source_id = input.source_id) IS TRUE LIMIT 1
    ) IS NULL THEN '{first_seen_business}'::text[] ELSE '{}' END,
    door, scheme, via, key,
    CASE WHEN tells_request THEN remote_address END, CASE WHEN tells_request THEN length(raw) END
  FROM (
    SELECT *, business_id IS NOT NULL
      AND row_number() OVER (PARTITION BY source_id, business_id ORDER BY event_id) = 1 AS is_first_of_business
    FROM input
  ) AS input
  ORDER BY source_id, provider_key
  ON CONFLICT (source_id, provider_key) DO NOTHING
  RETURNING id, source_id, type, received_at
), kept AS (
  INSERT INTO bodies (event_id, received_at, raw, canonical, headers, payload)
  SELECT i.event_id, stored.received_at, i.raw, i.canonical, i.headers::jsonb,
    CASE WHEN i.is_payload_text THEN convert_from(coalesce(i.canonical, i.raw), 'UTF8') ELSE i.payload END::jsonb
  FROM input i JOIN stored ON stored.id = i.event_id
), sources_now AS MATERIALIZED (
  -- Read under the lock that a change of status waits for: no event slips past a pause, none stays held after a resume.
  SELECT id, slug, status FROM sources WHERE id IN (SELECT source_id FROM input) ORDER BY id FOR KEY SHARE
), destinations_now AS MATERIALIZED (
  SELECT id, sources, event_types, paused_at FROM destinations WHERE deleted_at IS NULL ORDER BY id FOR KEY SHARE
), routed AS MATERIALIZED (
  SELECT e.id, e.source_id, e.received_at, i.fans_out, s.status, d.id AS destination_id, d.paused_at
  FROM stored e
  JOIN input i ON i.event_id = e.id
  JOIN sources_now s ON s.id = e.source_id
  LEFT JOIN destinations_now d ON i.fans_out AND (d.sources = '{}' OR s.slug = ANY (d.sources))
    AND (d.event_types = '{}' OR EXISTS (SELECT 1 FROM unnest(d.event_types) AS p WHERE type_matches(p, e.type)))
), fanned_out AS (
  INSERT INTO deliveries (id, event_id, source_id, destination_id, status, reason, webhook_id, received_at)
  SELECT uuid_v7_beside(id), id, source_id, destination_id,
    (CASE WHEN status = 'paused' OR paused_at IS NOT NULL THEN 'held' ELSE 'pending' END)::delivery_status,
    CASE WHEN status = 'paused' THEN 'source_paused' WHEN paused_at IS NOT NULL THEN 'destination_paused' END,
    id, received_at
  FROM routed WHERE destination_id IS NOT NULL
), listed AS (
  INSERT INTO unrouted_events (event_id) SELECT id FROM routed WHERE destination_id IS NULL
), noticed AS (
  INSERT INTO unrouted_minutes (minute, source_id, lane, count)
  SELECT date_trunc('minute', received_at), source_id, $26::int, count(*)
  FROM routed WHERE destination_id IS NULL AND fans_out GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (source_id, minute, lane) DO UPDATE SET count = unrouted_minutes.count + EXCLUDED.count
), counted AS (
  INSERT INTO request_minutes (minute, source_id, type, outcome, lane, count)
  SELECT date_trunc('minute', received_at), source_id, type, 'accepted', $26::int, count(*)
  FROM stored GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (source_id, minute, type, outcome, lane) DO UPDATE SET count = request_minutes.count + EXCLUDED.count
)
SELECT id FROM stored`;
