import type pg from "pg";
import { ADVISORY_LOCK } from "./advisory-lock.ts";
import { inClientTransaction } from "./in-client-transaction.ts";

/** How many more deliveries of a destination the worker can take now. */
export type Budget = {
  destinationId: string;
  room: number;
  /** Places within the room that replays get before live work does, if they have anything due. */
  promised: number;
};

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
  /** Attempts made with this one, of which `probes` do not count towards the schedule. */
  attempt: number;
  probes: number;
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
  /** The claim is for a probe: it passes by the breaker, and its attempts do not count towards the schedule. */
  isProbe?: boolean;
};

/** What a lease lasts beyond the destination's time limit. */
const LEASE_MARGIN_SECONDS = 10;

/**
 * Takes due deliveries, per destination up to its budget; paused, deleted and spared destinations get none. One that
 * takes fewer at a time than there are workers is served by one of them. Then claims take turns, to see each other.
 */
export async function claimDeliveries(pool: pg.Pool, request: ClaimRequest): Promise<ClaimedDelivery[]> {
  if (request.workers === 1) return (await pool.query<ClaimedDelivery>(claimQuery(request))).rows;
  return inClientTransaction(pool, (client) => claimInTurn(client, request));
}

/** Within a transaction, which has its turn from now on until it ends. */
export async function claimInTurn(client: pg.PoolClient, request: ClaimRequest): Promise<ClaimedDelivery[]> {
  await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK.claims})`);
  return (await client.query<ClaimedDelivery>(claimQuery(request))).rows;
}

function claimQuery({ worker, workers, budgets, isFreshFirst, isProbe = false }: ClaimRequest): pg.QueryConfig {
  return {
    name: "claim-deliveries",
    text: CLAIM_DELIVERIES,
    values: [
      worker,
      budgets.map(({ destinationId }) => destinationId),
      budgets.map(({ room }) => room),
      budgets.map(({ promised }) => promised),
      isFreshFirst ? 1 : 0,
      workers,
      isProbe,
    ],
  };
}

// Written for a plan that is kept, see createPool: every large table is read for given ids or in the order of a partial
// index, each in a subquery of its own, so that no statistics can turn the reading around.
// Half of what live work gets goes to what has just arrived and half to the longest due, so that live events do not
// wait behind a day of backlog; without a backlog both halves continue one another in order. Replays come last.
export const CLAIM_DELIVERIES = `
WITH sending AS MATERIALIZED (
  SELECT destination_id, count(*) AS elsewhere FROM deliveries
  WHERE $6::int > 1 AND status = 'in_progress' AND lease_until > now() AND worker <> $1 GROUP BY destination_id
), budget AS MATERIALIZED (
  SELECT d.id, d.version, d.timeout_ms, b.promised, CASE
    WHEN d.concurrency < $6::int AND s.elsewhere > 0 OR k.state <> 'closed' AND NOT $7::boolean THEN 0 ELSE b.room
  END AS room
  FROM unnest($2::uuid[], $3::int[], $4::int[]) AS b (id, room, promised)
  JOIN destinations d ON d.id = b.id AND d.paused_at IS NULL AND d.deleted_at IS NULL
  LEFT JOIN destination_breakers k ON k.destination_id = d.id
  LEFT JOIN sending s ON s.destination_id = d.id
), paused AS MATERIALIZED (
  SELECT coalesce(array_agg(id), '{}') AS sources FROM sources WHERE status = 'paused'
), picked AS MATERIALIZED (
  SELECT v.id FROM budget b CROSS JOIN LATERAL (
    WITH promised AS MATERIALIZED (
      SELECT id FROM deliveries
      WHERE destination_id = b.id AND status IN ('pending', 'retry_scheduled') AND replay_id IS NOT NULL
        AND next_attempt_at <= now()
      ORDER BY next_attempt_at, event_id LIMIT least(b.promised, b.room)
      FOR UPDATE SKIP LOCKED
    ), fresh AS MATERIALIZED (
      SELECT id FROM deliveries
      WHERE destination_id = b.id AND status = 'pending' AND replay_id IS NULL
        AND next_attempt_at > now() - interval '5 seconds' AND next_attempt_at <= now()
        AND source_id <> ALL ((SELECT sources FROM paused)::uuid[])
      ORDER BY next_attempt_at, event_id LIMIT (b.room - (SELECT count(*) FROM promised) + $5::int) / 2
      FOR UPDATE SKIP LOCKED
    ), overdue AS MATERIALIZED (
      SELECT id FROM deliveries
      WHERE destination_id = b.id AND status IN ('pending', 'retry_scheduled') AND replay_id IS NULL
        AND next_attempt_at <= now() AND source_id <> ALL ((SELECT sources FROM paused)::uuid[])
        AND id NOT IN (SELECT id FROM fresh)
      ORDER BY next_attempt_at, event_id
      LIMIT b.room - (SELECT count(*) FROM promised) - (SELECT count(*) FROM fresh)
      FOR UPDATE SKIP LOCKED
    ), replayed AS MATERIALIZED (
      SELECT id FROM deliveries
      WHERE destination_id = b.id AND status IN ('pending', 'retry_scheduled') AND replay_id IS NOT NULL
        AND next_attempt_at <= now() AND id NOT IN (SELECT id FROM promised)
      ORDER BY next_attempt_at, event_id
      LIMIT b.room - (SELECT count(*) FROM promised) - (SELECT count(*) FROM fresh) - (SELECT count(*) FROM overdue)
      FOR UPDATE SKIP LOCKED
    )
    SELECT id FROM promised UNION ALL SELECT id FROM fresh UNION ALL SELECT id FROM overdue UNION ALL SELECT id FROM replayed
  ) v
), claimed AS (
  UPDATE deliveries SET status = 'in_progress', reason = NULL, fence = fence + 1, attempt_count = attempt_count + 1,
    probe_count = probe_count + CASE WHEN $7::boolean THEN 1 ELSE 0 END, open_claims = open_claims + 1, worker = $1,
    last_attempt_at = now(), updated_at = now(), lease_until = now() + make_interval(secs => ${LEASE_MARGIN_SECONDS}
      + (SELECT b.timeout_ms / 1000.0 FROM budget b WHERE b.id = deliveries.destination_id))
  WHERE id = ANY (ARRAY (SELECT id FROM picked))
  RETURNING *
)
SELECT c.id, c.event_id AS "eventId", c.destination_id AS "destinationId", d.version AS "destinationVersion",
  c.replay_id AS "replayId", c.webhook_id AS "webhookId", c.fence, c.attempt_count AS attempt, c.probe_count AS probes,
  c.trigger, c.triggered_by AS "triggeredBy", s.slug AS source, e.type, e.business_id AS "businessId",
  e.user_id AS "userId", e.occurred_at AS "occurredAt", e.received_at AS "receivedAt", e.flags, b.body
FROM claimed c
JOIN budget d ON d.id = c.destination_id
CROSS JOIN LATERAL (SELECT * FROM events WHERE id = c.event_id LIMIT 1) e
CROSS JOIN LATERAL (SELECT slug FROM sources WHERE id = c.source_id LIMIT 1) s
LEFT JOIN LATERAL (
  SELECT coalesce(canonical, raw) AS body FROM bodies WHERE event_id = c.event_id AND received_at = c.received_at LIMIT 1
) b ON true
ORDER BY c.next_attempt_at, c.event_id`;
