import type pg from "pg";
import { byteaArray } from "./bytea-array.ts";

/** A verified webhook on its way into the database. Times are ISO 8601; ids are uuidv7 made by the caller. */
export interface StoreRow {
  eventId: string;
  /** Null when the request has its row already, as one accepted later. */
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
 * Stores a batch in one statement and so in one transaction: events, bodies, one delivery per matching destination,
 * the accepted requests and the minute counts. Returns the ids of the events that are new; a row whose key is
 * taken is left out, and `settleTaken` decides what it is.
 */
export async function storeBatch(pool: pg.Pool, rows: readonly StoreRow[], lane: number): Promise<Set<string>> {
  const result = await pool.query<{ id: string }>({
    name: "store-batch",
    text: STORE_BATCH,
    values: [...columns(rows), lane],
  });
  return new Set(result.rows.map((row) => row.id));
}

function columns(rows: readonly StoreRow[]): unknown[] {
  // Rows go in by key, so that two batches with the same keys wait for each other instead of deadlocking.
  const sorted = [...rows].sort((a, b) => compare(a.sourceId, b.sourceId) || compare(a.providerKey, b.providerKey));
  const column = <K extends keyof StoreRow>(name: K) => sorted.map((row) => row[name]);
  return [
    column("eventId"),
    column("requestId"),
    column("sourceId"),
    column("slug"),
    column("providerKey"),
    byteaArray(column("bodyHash")),
    column("type"),
    column("businessId"),
    column("externalId"),
    column("userId"),
    column("subject"),
    column("occurredAt"),
    column("occurredAtText"),
    column("receivedAt"),
    sorted.map((row) => row.flags.join(",")),
    column("door"),
    column("scheme"),
    column("via"),
    column("key"),
    byteaArray(column("raw")),
    byteaArray(column("canonical")),
    column("headersJson"),
    column("payloadJson"),
    column("remoteAddress"),
    column("fansOut"),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const STORE_BATCH = `
WITH input AS (
  SELECT * FROM unnest(
    $1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::timestamptz[], $13::text[], $14::timestamptz[], $15::text[], $16::text[],
    $17::text[], $18::text[], $19::text[], $20::bytea[], $21::bytea[], $22::text[], $23::text[], $24::text[], $25::boolean[]
  ) AS i (
    event_id, request_id, source_id, slug, provider_key, body_hash, type, business_id, external_id,
    user_id, subject, occurred_at, occurred_at_text, received_at, flags, door,
    scheme, via, key, raw, canonical, headers, payload, remote_address, fans_out
  )
), stored AS (
  INSERT INTO events (
    id, source_id, provider_key, body_hash, type, business_id, external_id, user_id, subject, occurred_at,
    occurred_at_text, received_at, last_seen_at, flags, door, verification_scheme, verification_via, verification_key
  )
  SELECT event_id, source_id, provider_key, body_hash, type, business_id, external_id, user_id, subject, occurred_at,
    occurred_at_text, received_at, received_at,
    string_to_array(flags, ',') || CASE WHEN is_first_of_business AND (
      SELECT 1 FROM events known WHERE known.business_id = input.business_id AND known.source_id = input.source_id LIMIT 1
    ) IS NULL THEN '{first_seen_business}'::text[] ELSE '{}' END,
    door, scheme, via, key
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
  SELECT i.event_id, i.received_at, i.raw, i.canonical, i.headers::jsonb, i.payload::jsonb
  FROM input i JOIN stored ON stored.id = i.event_id
), asked AS (
  INSERT INTO requests (id, source_id, slug, door, outcome, status, received_at, remote_address, event_id, body_size)
  SELECT i.request_id, i.source_id, i.slug, i.door, 'accepted', 200, i.received_at, i.remote_address, i.event_id, length(i.raw)
  FROM input i JOIN stored ON stored.id = i.event_id
  WHERE i.request_id IS NOT NULL
), sources_now AS MATERIALIZED (
  -- Read under the lock that a change of status waits for: no event slips past a pause, none stays held after a resume.
  SELECT id, slug, status FROM sources WHERE id IN (SELECT source_id FROM input) ORDER BY id FOR KEY SHARE
), destinations_now AS MATERIALIZED (
  SELECT id, sources, event_types, paused_at FROM destinations WHERE deleted_at IS NULL ORDER BY id FOR KEY SHARE
), fanned_out AS (
  INSERT INTO deliveries (id, event_id, source_id, destination_id, status, reason, webhook_id, received_at)
  SELECT uuid_v7_beside(e.id), e.id, e.source_id, d.id,
    (CASE WHEN s.status = 'paused' OR d.paused_at IS NOT NULL THEN 'held' ELSE 'pending' END)::delivery_status,
    CASE WHEN s.status = 'paused' THEN 'source_paused' WHEN d.paused_at IS NOT NULL THEN 'destination_paused' END,
    e.id, e.received_at
  FROM stored e
  JOIN input i ON i.event_id = e.id AND i.fans_out
  JOIN sources_now s ON s.id = e.source_id
  JOIN destinations_now d ON (d.sources = '{}' OR s.slug = ANY (d.sources))
    AND (d.event_types = '{}' OR EXISTS (SELECT 1 FROM unnest(d.event_types) AS p WHERE type_matches(p, e.type)))
  RETURNING event_id
), unrouted AS MATERIALIZED (
  SELECT e.id, e.source_id, e.received_at, i.fans_out FROM stored e JOIN input i ON i.event_id = e.id
  WHERE NOT EXISTS (SELECT 1 FROM fanned_out f WHERE f.event_id = e.id)
), listed AS (
  INSERT INTO unrouted_events (event_id) SELECT id FROM unrouted
), noticed AS (
  INSERT INTO unrouted_minutes (minute, source_id, lane, count)
  SELECT date_trunc('minute', received_at), source_id, $26::int, count(*)
  FROM unrouted WHERE fans_out GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (source_id, minute, lane) DO UPDATE SET count = unrouted_minutes.count + EXCLUDED.count
), counted AS (
  INSERT INTO request_minutes (minute, source_id, type, outcome, lane, count)
  SELECT date_trunc('minute', received_at), source_id, type, 'accepted', $26::int, count(*)
  FROM stored GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (source_id, minute, type, outcome, lane) DO UPDATE SET count = request_minutes.count + EXCLUDED.count
)
SELECT id FROM stored`;
