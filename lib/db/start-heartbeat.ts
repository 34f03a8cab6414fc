import { hostname } from "node:os";
import type pg from "pg";
import type { Logger } from "#lib/platform/log.ts";

const INTERVAL_MS = 10_000;

/**
 * Writes a row every ten seconds while the process lives. The rows are kept, so that the hours in which a process
 * was down can be seen later. Returns the function that stops it.
 */
export function startHeartbeat(pool: pg.Pool, process: "receiver" | "worker" | "console", log: Logger): () => void {
  const instance = `${hostname()}:${globalThis.process.pid}`;
  const startedAt = new Date();
  const beat = () =>
    pool.query(BEAT, [process, instance, startedAt]).then(
      () => undefined,
      (error: unknown) => log.warn("heartbeat not written", { error }),
    );
  void beat();
  const timer = setInterval(() => void beat(), INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

const BEAT = `
INSERT INTO heartbeats (process, instance, beat_at, started_at) VALUES ($1, $2, clock_timestamp(), $3)
ON CONFLICT DO NOTHING`;
