import type pg from "pg";
import { FIRST_OPEN_TRANSACTION } from "#lib/db/events/first-open-transaction.ts";

export type ProjectionWork = { hasEvents: boolean; hasParked: boolean };

/** Whether there is anything to project, without a lock or a transaction of its own. */
export async function findProjectionWork(pool: pg.Pool): Promise<ProjectionWork> {
  const { rows } = await pool.query<ProjectionWork>(FIND_WORK);
  return rows[0] ?? { hasEvents: false, hasParked: false };
}

// The first in order, not whether there is one: for that PostgreSQL reads all events ever received.
const FIND_WORK = `
SELECT (
  SELECT e.id FROM events e
  WHERE (e.tx, e.id) > ((SELECT tx FROM projector), (SELECT event_id FROM projector))
    AND e.tx < (${FIRST_OPEN_TRANSACTION})
  ORDER BY e.tx, e.id LIMIT 1
) IS NOT NULL AS "hasEvents", EXISTS (SELECT 1 FROM parked_events WHERE next_attempt_at <= now()) AS "hasParked"`;
