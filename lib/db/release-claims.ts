import type pg from "pg";

/** Gives back deliveries that were claimed and never sent, as if they had not been claimed. */
export async function releaseClaims(pool: pg.Pool, claims: readonly { id: string; fence: number }[]): Promise<void> {
  await pool.query(RELEASE_CLAIMS, [claims.map(({ id }) => id), claims.map(({ fence }) => fence)]);
}

// As in COMPLETE_DELIVERIES, found by their ids alone.
const RELEASE_CLAIMS = `
UPDATE deliveries v SET status = CASE WHEN v.attempt_count > 1 THEN 'retry_scheduled' ELSE 'pending' END::delivery_status,
  attempt_count = v.attempt_count - 1, open_claims = v.open_claims - 1, lease_until = NULL, worker = NULL, updated_at = now()
FROM unnest($1::uuid[], $2::int[]) AS c (id, fence)
WHERE v.id = ANY ($1::uuid[]) AND v.id::text = c.id::text AND v.fence = c.fence AND v.status::text = 'in_progress'`;
