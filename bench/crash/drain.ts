import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

const PATIENCE_MS = 120_000;
const POLL_MS = 200;
/** In a row, so that nothing is on its way between two places. */
const QUIET_LOOKS = 5;

/** Waits until nothing is under way any more, `spooled` included; false when it gave up. */
export async function drain(pool: pg.Pool, spooled: () => number): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let quiet = 0; quiet < QUIET_LOOKS; await sleep(POLL_MS)) {
    if (performance.now() > deadline) return false;
    quiet = spooled() + (await countUnfinished(pool)) === 0 ? quiet + 1 : 0;
  }
  return true;
}

async function countUnfinished(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(UNFINISHED);
  return rows[0]?.count ?? 0;
}

const UNFINISHED = `
SELECT (SELECT count(*) FROM deliveries WHERE status IN ('pending', 'in_progress', 'retry_scheduled'))::int
  + (SELECT count(*) FROM projector p JOIN events e ON (e.tx, e.id) > (p.tx, p.event_id))::int AS count`;
