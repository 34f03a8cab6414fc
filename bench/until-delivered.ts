import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

const PATIENCE_MS = 5 * 60_000;

/** Waits until at most so many deliveries are unfinished. */
export async function untilDelivered(pool: pg.Pool, atMost = 0, everyMs = 50): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while ((await countUnfinished(pool)) > atMost) {
    if (performance.now() > deadline) throw new Error("the deliveries were not made within five minutes");
    await sleep(everyMs);
  }
}

async function countUnfinished(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM deliveries WHERE status IN ('pending', 'in_progress', 'retry_scheduled')",
  );
  return rows[0]?.count ?? 0;
}
