import type pg from "pg";

/** A probe by its number, which only its winner has. */
type EndedProbe = { destinationId: string; probe: number };
type FailedProbe = EndedProbe & {
  /** The error as JSON; null when the probe failed on our side and says nothing about the receiver. */
  error: string | null;
  probeInMs: number;
};

/** The destination is back. Returns false when somebody else has decided meanwhile. */
export async function closeBreaker(pool: pg.Pool, { destinationId, probe }: EndedProbe): Promise<boolean> {
  return (await pool.query(CLOSE_BREAKER, [destinationId, probe])).rowCount === 1;
}

/** It still fails, and is left alone for a while longer. Returns false when somebody else has decided meanwhile. */
export async function reopenBreaker(pool: pg.Pool, failed: FailedProbe): Promise<boolean> {
  const values = [failed.destinationId, failed.probe, failed.error, failed.probeInMs];
  return (await pool.query(REOPEN_BREAKER, values)).rowCount === 1;
}

const CLOSE_BREAKER = `
WITH closed AS (
  UPDATE destination_breakers SET state = 'closed', opened_at = NULL, error = NULL, failures = 0, probes = 0,
    next_probe_at = NULL, probing_until = NULL, closed_at = now(), updated_at = now()
  WHERE destination_id = $1::uuid AND probes = $2::int AND state = 'half_open'
  RETURNING destination_id
)
SELECT pg_notify('signalbox_config', 'breaker') FROM closed`;

const REOPEN_BREAKER = `
WITH reopened AS (
  UPDATE destination_breakers SET state = 'open', error = coalesce($3::text, error),
    failures = failures + CASE WHEN $3::text IS NULL THEN 0 ELSE 1 END,
    next_probe_at = now() + make_interval(secs => $4::float8 / 1000), probing_until = NULL, updated_at = now()
  WHERE destination_id = $1::uuid AND probes = $2::int AND state = 'half_open'
  RETURNING destination_id
)
SELECT pg_notify('signalbox_config', 'breaker') FROM reopened`;
