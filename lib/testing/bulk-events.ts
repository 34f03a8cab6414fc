import type pg from "pg";

type Bulk = {
  sourceId: string;
  count: number;
  /** SQL text of the row number n, from 1. */
  type?: string;
  businessId?: string;
  /** The newest one's age; each before it is a second older. */
  ageSeconds?: number;
};

/** Many events with bodies and no deliveries, one a second and the last of them newest. */
export async function insertBulkEvents(pool: pg.Pool, bulk: Bulk): Promise<void> {
  const { sourceId, count, type = "'BUSINESS_CREATED'", businessId = "NULL", ageSeconds = 60 } = bulk;
  await pool.query(
    `INSERT INTO events (id, source_id, provider_key, body_hash, type, business_id, received_at, last_seen_at, flags,
       door, verification_scheme, verification_via, verification_key)
     SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text || $1), 1, 3) || '8'
         || substr(md5(n::text || $1), 4, 15))::uuid,
       $1::uuid, 'bulk-' || gen_random_uuid(), '', ${type}, ${businessId}, at, at, '{}', 'receiver', 'hmac', 'raw', 'key'
     FROM (
       SELECT n, date_trunc('milliseconds', now()) - make_interval(secs => $3::float8 + $2::int - n) AS at
       FROM generate_series(1, $2::int) AS n
     ) AS numbered`,
    [sourceId, count, ageSeconds],
  );
  await pool.query(
    `INSERT INTO bodies (event_id, received_at, raw, headers)
     SELECT e.id, e.received_at, '{}', '[]' FROM events e
     WHERE e.source_id = $1 AND NOT EXISTS (SELECT 1 FROM bodies b WHERE b.event_id = e.id)`,
    [sourceId],
  );
  await pool.query("ANALYZE events, bodies");
}

/** A delivery to this destination of each event that `condition`, SQL text about a row `e` of events, picks. */
export async function insertBulkDeliveries(
  pool: pg.Pool,
  destinationId: string,
  status: string,
  condition: string,
): Promise<void> {
  await pool.query(
    `INSERT INTO deliveries (id, event_id, source_id, destination_id, status, webhook_id, received_at, attempt_count,
       next_attempt_at, completed_at)
     SELECT uuid_v7_beside(e.id), e.id, e.source_id, $1, $2::delivery_status, e.id, e.received_at,
       CASE WHEN $2 IN ('succeeded', 'dead_lettered', 'retry_scheduled') THEN 1 ELSE 0 END,
       CASE WHEN $2 = 'retry_scheduled' THEN now() + interval '1 day' ELSE now() END,
       CASE WHEN $2 IN ('succeeded', 'dead_lettered') THEN now() END
     FROM events e WHERE ${condition}`,
    [destinationId, status],
  );
  await pool.query("ANALYZE deliveries");
}
