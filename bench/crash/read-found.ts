import type pg from "pg";

interface FoundEvent {
  id: string;
  slug: string;
  key: string;
  /** SHA-256 in hex of the bytes as received, and of the text that is delivered. */
  rawHash: string;
  textHash: string;
  /** Accepted ones: the first, which the event tells of or which has a row of its own, and the duplicates. */
  requests: number;
}

interface FoundDelivery {
  eventId: string;
  destinationId: string;
  /** Attempts that are shown, and those that the delivery counts. */
  attempts: number;
  claims: number;
}

export interface Found {
  events: FoundEvent[];
  deliveries: FoundDelivery[];
  faults: {
    withoutDeliveries: number;
    unfinished: number;
    deadLettered: number;
    wrongDuplicates: number;
    wrongMinutes: number;
    parked: number;
  };
  totals: { duplicates: number; attempts: number; unknownAttempts: number };
}

/** Everything that the database says happened, after a full drain. */
export async function readFound(pool: pg.Pool): Promise<Found> {
  const events = await pool.query<FoundEvent>(EVENTS);
  const deliveries = await pool.query<FoundDelivery>(DELIVERIES);
  const faults = await pool.query<Found["faults"]>(FAULTS);
  const totals = await pool.query<Found["totals"]>(TOTALS);
  const [fault, total] = [faults.rows[0], totals.rows[0]];
  if (fault === undefined || total === undefined) throw new Error("a query of one row returned none");
  return { events: events.rows, deliveries: deliveries.rows, faults: fault, totals: total };
}

const EVENTS = `
SELECT e.id, s.slug, e.provider_key AS key, encode(sha256(b.raw), 'hex') AS "rawHash",
  encode(sha256(coalesce(b.canonical, b.raw)), 'hex') AS "textHash",
  (e.body_size IS NOT NULL)::int
    + (SELECT count(*) FROM requests r WHERE r.event_id = e.id AND r.outcome = 'accepted')::int AS requests
FROM events e JOIN sources s ON s.id = e.source_id
LEFT JOIN bodies b ON b.event_id = e.id AND b.received_at = e.received_at`;

const DELIVERIES = `
SELECT d.event_id AS "eventId", d.destination_id AS "destinationId", d.attempt_count AS claims,
  (SELECT count(*) FROM attempts a WHERE a.delivery_id = d.id)::int AS attempts
FROM deliveries d`;

// An event counts its duplicates and each of them has a row; the first request is told by the event or has a row, never both.
const FAULTS = `
SELECT
  (SELECT count(*) FROM events e WHERE (SELECT count(*) FROM deliveries d WHERE d.event_id = e.id)
    <> (SELECT count(*) FROM destinations WHERE deleted_at IS NULL))::int AS "withoutDeliveries",
  (SELECT count(*) FROM deliveries WHERE status NOT IN ('succeeded', 'dead_lettered'))::int AS unfinished,
  (SELECT count(*) FROM deliveries WHERE status = 'dead_lettered')::int AS "deadLettered",
  (SELECT count(*) FROM (
    SELECT e.id FROM events e LEFT JOIN requests r ON r.event_id = e.id AND r.outcome = 'accepted'
    GROUP BY e.id
    HAVING count(r.id) FILTER (WHERE r.is_duplicate) <> e.duplicates
      OR count(r.id) FILTER (WHERE NOT r.is_duplicate) + (e.body_size IS NOT NULL)::int <> 1
  ) AS w)::int AS "wrongDuplicates",
  (SELECT count(*) FROM (
    SELECT source_id, type, date_trunc('minute', received_at) AS minute, 'accepted' AS outcome, count(*)::int
    FROM events GROUP BY 1, 2, 3
    UNION ALL
    SELECT e.source_id, e.type, date_trunc('minute', r.received_at), 'duplicate', count(*)::int
    FROM requests r JOIN events e ON e.id = r.event_id WHERE r.is_duplicate GROUP BY 1, 2, 3
  ) AS real FULL JOIN (
    SELECT source_id, type, minute, outcome, sum(count)::int AS count FROM request_minutes
    WHERE outcome <> 'rejected' GROUP BY 1, 2, 3, 4
  ) AS told USING (source_id, type, minute, outcome)
  WHERE real.count IS DISTINCT FROM told.count)::int
  + (SELECT count(*) FROM (
    SELECT destination_id, outcome, count(*)::int FROM attempts WHERE outcome <> 'unknown' GROUP BY 1, 2
  ) AS real FULL JOIN (
    SELECT destination_id, outcome, sum(count)::int AS count FROM attempt_minutes GROUP BY 1, 2
  ) AS told USING (destination_id, outcome)
  WHERE real.count IS DISTINCT FROM told.count)::int AS "wrongMinutes",
  (SELECT count(*) FROM parked_events)::int AS parked`;

const TOTALS = `
SELECT (SELECT coalesce(sum(duplicates), 0) FROM events)::int AS duplicates,
  (SELECT count(*) FROM attempts)::int AS attempts,
  (SELECT count(*) FROM attempts WHERE outcome = 'unknown')::int AS "unknownAttempts"`;
