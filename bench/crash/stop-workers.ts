import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type ProcessPlan, type ProductProcess, startWorker } from "./product-process.ts";

export interface StoppedWorker {
  /** Deliveries that it had claimed when it was stopped, and those that others had taken over when it went on. */
  held: number;
  takenOver: number;
}

interface StopOptions {
  plan: ProcessPlan;
  pool: pg.Pool;
  leaseMs: number;
  until: AbortSignal;
}

const FIRST_AFTER_MS = 5000;
const PAUSE_MS = 4000;
/** The others are killed all the time, and have to be there to take over. */
const PATIENCE_MS = 10_000;
const LEAST_PAST_MS = 2000;
const GOES_ON_MS = 1500;
const FIND_LIMIT_MS = 5000;

/**
 * A second worker is stopped (SIGSTOP) while it has deliveries under way, for longer than their lease, and goes on as if
 * nothing had happened.
 */
export async function stopWorkers(options: StopOptions): Promise<StoppedWorker[]> {
  const { plan, until, leaseMs } = options;
  const episodes: StoppedWorker[] = [];
  for (let pauseMs = FIRST_AFTER_MS; await pausedFor(pauseMs, until); pauseMs = PAUSE_MS) {
    const outcome = await startWorker(plan);
    if (outcome.kind === "ended") continue;
    const held = await stopWhenBusy(options, outcome.process);
    if (held.length > 0 && (await pausedFor(leaseMs, until))) {
      episodes.push({ held: held.length, takenOver: await whenTakenOver(options, held) });
    }
    process.kill(outcome.process.pid, "SIGCONT");
    await sleep(GOES_ON_MS);
    await outcome.process.end("SIGKILL");
  }
  return episodes;
}

type Claim = { id: string; fence: number };

async function stopWhenBusy({ pool, until }: StopOptions, { pid }: ProductProcess): Promise<Claim[]> {
  const deadline = performance.now() + FIND_LIMIT_MS;
  while (!until.aborted && performance.now() < deadline) {
    if ((await retried(() => findClaims(pool, pid))).length > 0) {
      process.kill(pid, "SIGSTOP");
      return retried(() => findClaims(pool, pid));
    }
    await sleep(10);
  }
  return [];
}

async function findClaims(pool: pg.Pool, pid: number): Promise<Claim[]> {
  const { rows } = await pool.query<Claim>(
    "SELECT id, fence FROM deliveries WHERE status = 'in_progress' AND split_part(split_part(worker, ':', 2), '#', 1) = $1",
    [String(pid)],
  );
  return rows;
}

async function whenTakenOver({ pool, until }: StopOptions, held: readonly Claim[]): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const isOn = await pausedFor(LEAST_PAST_MS, until);
    const moved = await retried(() => countMoved(pool, held));
    if (!isOn || moved === held.length || performance.now() > deadline) return moved;
  }
}

async function countMoved(pool: pg.Pool, claims: readonly Claim[]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM deliveries v
     JOIN unnest($1::uuid[], $2::int[]) AS c (id, fence) ON c.id = v.id AND v.fence > c.fence`,
    [claims.map(({ id }) => id), claims.map(({ fence }) => fence)],
  );
  return rows[0]?.count ?? 0;
}

/** The database is crashed now and then. */
async function retried<T>(ask: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (failures === 100) throw error;
      await sleep(100);
    }
  }
}

/** False when the run ended meanwhile. */
async function pausedFor(ms: number, until: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal: until }).catch(() => undefined);
  return !until.aborted;
}
