import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

const PATIENCE_MS = 15 * 60_000;

/** The age of the oldest event that is not yet part of the state, in milliseconds; 0 when all are. */
async function readLagMs(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ lag: number }>(LAG);
  return rows[0]?.lag ?? 0;
}

/** Waits until the worker has projected every stored event. */
export async function untilProjected(pool: pg.Pool): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while ((await readLagMs(pool)) > 0) {
    if (performance.now() > deadline) throw new Error("the worker did not project everything in a quarter of an hour");
    await sleep(50);
  }
}

/** The lag, sampled until `work` is over and everything is projected. */
export async function sampleLag(pool: pg.Pool, work: Promise<unknown>, everyMs: number): Promise<number[]> {
  const samples: number[] = [];
  let isOver = false;
  const ended = work.finally(() => {
    isOver = true;
  });
  for (let lag = 0; !isOver || lag > 0; ) {
    lag = await readLagMs(pool);
    samples.push(lag);
    await sleep(everyMs);
  }
  await ended;
  return samples;
}

export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

// By position, as the projector goes: the first one behind it is the oldest, give or take an open transaction.
const LAG = `
SELECT (extract(epoch FROM clock_timestamp() - e.received_at) * 1000)::float8 AS lag
FROM projector p CROSS JOIN LATERAL (
  SELECT received_at FROM events WHERE (tx, id) > (p.tx, p.event_id) ORDER BY tx, id LIMIT 1
) AS e`;
