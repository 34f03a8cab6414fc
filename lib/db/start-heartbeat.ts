import { hostname } from "node:os";
import type pg from "pg";
import type { Logger } from "#lib/platform/log.ts";

const INTERVAL_MS = 10_000;

/**
 * Writes a row every ten seconds while the process lives. The rows are kept, so that the hours in which a process
 * was down can be seen later. Returns the function that stops it with a last row, which says that it was on purpose.
 */
export function startHeartbeat(
  pool: pg.Pool,
  process: "receiver" | "worker" | "console",
  log: Logger,
): () => Promise<void> {
  const instance = `${hostname()}:${globalThis.process.pid}`;
  const startedAt = new Date();
  const beat = (isLast = false) =>
    pool.query(BEAT, [process, instance, startedAt, isLast]).then(
      () => undefined,
      (error: unknown) => log.warn("heartbeat not written", { error }),
    );
  let last = beat();
  const timer = setInterval(() => {
    last = beat();
  }, INTERVAL_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await last;
    await beat(true);
  };
}

const BEAT = `
INSERT INTO heartbeats (process, instance, beat_at, started_at, is_last) VALUES ($1, $2, clock_timestamp(), $3, $4)
ON CONFLICT DO NOTHING`;
