import type pg from "pg";
import { createPool } from "#lib/db/pool.ts";

interface DoorPoolOptions {
  url: string;
  /** Shown in pg_stat_activity. */
  name: string;
  plans?: "kept";
  commits?: "unflushed";
  onIdleError?: (error: Error) => void;
}

/** The provider's own time-out is near: the server gives up first, and where it is frozen, this side does. */
const LIMITS = { max: 4, connectionTimeoutMs: 1000, statementTimeoutMs: 2000, answerTimeoutMs: 2200 };
const END_MS = 1000;

/** A pool of a door: it asks the database only for as long as a webhook can wait. */
export function createDoorPool(options: DoorPoolOptions): pg.Pool {
  return createPool({ ...options, ...LIMITS });
}

/** Ends pools; a server that is frozen never says goodbye. */
export async function endDoorPools(pools: readonly pg.Pool[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, END_MS);
  });
  await Promise.race([Promise.all(pools.map((pool) => pool.end())), limit]);
  clearTimeout(timer);
}
