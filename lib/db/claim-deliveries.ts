import type pg from "pg";

/** How many more deliveries of a destination the worker can take now. */
export type Budget = { destinationId: string; room: number };

/** A delivery that this worker may send until its lease ends, with all that is sent. */
export type ClaimedDelivery = {
  id: string;
  eventId: string;
  destinationId: string;
  destinationVersion: number;
  replayId: string | null;
  webhookId: string;
  /** Goes into every write of the result: a later claim has a higher one. */
  fence: number;
  attempt: number;
  trigger: string;
  triggeredBy: string | null;
  source: string;
  type: string;
  businessId: string | null;
  userId: string | null;
  occurredAt: Date | null;
  receivedAt: Date;
  flags: string[];
  /** The authenticated text; null when retention has deleted it. */
  body: Buffer | null;
};

export type ClaimRequest = {
  worker: string;
  /** How many workers share the work, this one included. */
  workers: number;
  budgets: readonly Budget[];
  /** Flips with every claim, so that a budget of one serves fresh deliveries and the backlog in turn. */
  isFreshFirst: boolean;
};

/** What a lease lasts beyond the destination's time limit. */
const LEASE_MARGIN_SECONDS = 10;

const CLAIM_LOCK = 620_731_402;

/**
 * Takes due deliveries, per destination up to its budget; paused and deleted destinations get none. A destination
 * that takes fewer at a time than there are workers is served by one of them. Then claims take turns, to see each other.
 */
export async function claimDeliveries(pool: pg.Pool, request: ClaimRequest): Promise<ClaimedDelivery[]> {
  const query = {
    name: "claim-deliveries",
    text: CLAIM_DELIVERIES,
    values: [
      request.worker,
      request.budgets.map(({ destinationId }) => destinationId),
      request.budgets.map(({ room }) => room),
      request.isFreshFirst ? 1 : 0,
      request.workers,
    ],
  };
  if (request.workers === 1) return (await pool.query<ClaimedDelivery>(query)).rows;
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${CLAIM_LOCK})`);
    const { rows } = await client.query<ClaimedDelivery>(query);
    await client.query("COMMIT");
    client.release();
    return rows;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

// Half of each budget goes to what has just arrived and half to the longest due, so that live events do not wait
// behind a day of backlog; without a backlog both halves continue one another in order.
const CLAIM_DELIVERIES = `
WITH sending AS (
  SELECT destination_id, count(*) AS elsewhere FROM deliveries
  WHERE status = 'in_progress' AND lease_until > now() AND worker <> $1 GROUP BY destination_id
), budget AS MATERIALIZED (
  SELECT d.id, CASE WHEN d.concurrency < $5::int AND s.elsewhere > 0 THEN 0 ELSE b.room END AS room
  FROM unnest($2::uuid[], $3::int[]) AS b (id, room)
  JOIN destinations d ON d.id = b.id AND d.paused_at IS NULL AND d.deleted_at IS NULL
  LEFT JOIN sending s ON s.destination_id = d.id
), paused AS MATERIALIZED (
  SELECT coalesce(array_agg(id), '{}') AS sources FROM sources WHERE status = 'paused'
), fresh AS MATERIALIZED (
  SELECT v.id, b.id AS destination_id FROM budget b CROSS JOIN LATERAL (
    SELECT id FROM deliveries
    WHERE destination_id = b.id AND status = 'pending'
      AND next_attempt_at > now() - interval '5 seconds' AND next_attempt_at <= now()
      AND (replay_id IS NOT NULL OR source_id <> ALL ((SELECT sources FROM paused)::uuid[]))
    ORDER BY next_attempt_at, event_id LIMIT (b.room + $4::int) / 2
    FOR UPDATE SKIP LOCKED
  ) v
), overdue AS MATERIALIZED (
  SELECT v.id FROM budget b CROSS JOIN LATERAL (
    SELECT id FROM deliveries
    WHERE destination_id = b.id AND status IN ('pending', 'retry_scheduled') AND next_attempt_at <= now()
      AND (replay_id IS NOT NULL OR source_id <> ALL ((SELECT sources FROM paused)::uuid[]))
      AND id NOT IN (SELECT id FROM fresh)
    ORDER BY next_attempt_at, event_id LIMIT b.room - (SELECT count(*) FROM fresh f WHERE f.destination_id = b.id)
    FOR UPDATE SKIP LOCKED
  ) v
), claimed AS (
  UPDATE deliveries v SET status = 'in_progress', reason = NULL, fence = fence + 1, attempt_count = attempt_count + 1,
    open_claims = open_claims + 1, worker = $1, last_attempt_at = now(), updated_at = now(),
    lease_until = now() + make_interval(secs => d.timeout_ms / 1000.0 + ${LEASE_MARGIN_SECONDS})
  FROM destinations d
  WHERE v.id = ANY (ARRAY (SELECT id FROM fresh UNION ALL SELECT id FROM overdue)) AND d.id = v.destination_id
  RETURNING v.*, d.version AS destination_version
)
SELECT c.id, c.event_id AS "eventId", c.destination_id AS "destinationId", c.destination_version AS "destinationVersion",
  c.replay_id AS "replayId", c.webhook_id AS "webhookId", c.fence, c.attempt_count AS attempt, c.trigger,
  c.triggered_by AS "triggeredBy", s.slug AS source, e.type, e.business_id AS "businessId", e.user_id AS "userId",
  e.occurred_at AS "occurredAt", e.received_at AS "receivedAt", e.flags, coalesce(b.canonical, b.raw) AS body
FROM claimed c
JOIN events e ON e.id = c.event_id
JOIN sources s ON s.id = c.source_id
LEFT JOIN bodies b ON b.event_id = c.event_id AND b.received_at = c.received_at
ORDER BY c.next_attempt_at, c.event_id`;
