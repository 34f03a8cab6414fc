import type pg from "pg";

type Opening = {
  destinationId: string;
  /** The error of the last attempt as JSON. */
  error: string;
  /** Failures in a row. */
  failures: number;
  probeInMs: number;
};

/** Spares a destination from now on. Returns false when another worker does so already, or it is gone or paused. */
export async function openBreaker(pool: pg.Pool, opening: Opening): Promise<boolean> {
  const { destinationId, error, failures, probeInMs } = opening;
  const { rowCount } = await pool.query(OPEN_BREAKER, [destinationId, error, failures, probeInMs]);
  return rowCount === 1;
}

const OPEN_BREAKER = `
WITH opened AS (
  INSERT INTO destination_breakers (destination_id, state, opened_at, error, failures, next_probe_at)
  SELECT id, 'open', now(), $2::text, $3::int, now() + make_interval(secs => $4::float8 / 1000)
  FROM destinations WHERE id = $1::uuid AND deleted_at IS NULL AND paused_at IS NULL
  ON CONFLICT (destination_id) DO UPDATE SET state = 'open', opened_at = now(), error = EXCLUDED.error,
    failures = EXCLUDED.failures, probes = 0, next_probe_at = EXCLUDED.next_probe_at, probing_until = NULL,
    closed_at = NULL, updated_at = now()
  WHERE destination_breakers.state = 'closed'
  RETURNING destination_id
)
SELECT pg_notify('signalbox_config', 'breaker') FROM opened`;
