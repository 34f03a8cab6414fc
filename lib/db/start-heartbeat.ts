import { hostname } from "node:os";
import type pg from "pg";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import type { Logger } from "#lib/platform/log.ts";
import { noteDatabase } from "./database-presence.ts";

const PACE = { everyMs: 10_000, drainingMs: 2_000, retryMs: 1_000, lookMs: 200 };
/** A database that is frozen answers nothing at all; a beat that is late says more than one that never ends. */
const LONGEST_BEAT_MS = 3_000;

/** Returns the function that stops it with a last row, which says that it was on purpose. */
type StopHeartbeat = () => Promise<void>;

/**
 * Writes a row every ten seconds while the process lives, at once when what its spool is doing changes, and every second
 * until the database is back. The rows are kept, so that the hours in which a process was down can be seen later.
 */
export function startHeartbeat(
  pool: pg.Pool,
  process: "receiver" | "worker" | "console",
  log: Logger,
  spoolStatus: () => SpoolStatus | null = () => null,
): StopHeartbeat {
  const heartbeat = new Heartbeat({ pool, process, log, spoolStatus });
  heartbeat.tick();
  const timer = setInterval(() => heartbeat.tick(), PACE.lookMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await heartbeat.end();
  };
}

type HeartbeatOptions = { pool: pg.Pool; process: string; log: Logger; spoolStatus: () => SpoolStatus | null };

class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #instance = `${hostname()}:${process.pid}`;
  readonly #startedAt = new Date();
  #beating: Promise<void> | null = null;
  #told: SpoolStatus["state"] | null | undefined;
  #dueAtMs = 0;
  /** Null unless it is failing. */
  #failingSinceMs: number | null = null;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  tick(): void {
    const hasChanged = this.#failingSinceMs === null && this.#told !== this.#state();
    if (this.#beating !== null || (!hasChanged && performance.now() < this.#dueAtMs)) return;
    this.#beating = this.#beat(false).finally(() => {
      this.#beating = null;
    });
  }

  async end(): Promise<void> {
    await this.#beating;
    await this.#beat(true);
  }

  async #beat(isLast: boolean): Promise<void> {
    const { pool, process, spoolStatus } = this.#options;
    const spool = spoolStatus();
    const failedSeconds = this.#failingSinceMs === null ? null : (performance.now() - this.#failingSinceMs) / 1000;
    const spoolJson = spool === null ? null : JSON.stringify(spool);
    const values = [process, this.#instance, this.#startedAt, isLast, spoolJson, failedSeconds];
    const query = { text: BEAT, values, query_timeout: LONGEST_BEAT_MS };
    try {
      await pool.query(query);
      this.#told = spool?.state ?? null;
      this.#settle(null);
    } catch (error) {
      this.#settle({ error });
    }
  }

  #settle(failure: { error: unknown } | null): void {
    const { log } = this.#options;
    const wasFailing = this.#failingSinceMs !== null;
    if (failure !== null && !wasFailing) log.warn("heartbeat not written; tried again every second", failure);
    if (failure === null && wasFailing) log.info("heartbeat written again", {});
    if (failure === null) this.#failingSinceMs = null;
    else this.#failingSinceMs ??= performance.now();
    noteDatabase(failure === null ? "answers" : "away");
    const waitMs = failure !== null ? PACE.retryMs : this.#state() === "draining" ? PACE.drainingMs : PACE.everyMs;
    this.#dueAtMs = performance.now() + waitMs;
  }

  #state(): SpoolStatus["state"] | null {
    return this.#options.spoolStatus()?.state ?? null;
  }
}

const BEAT = `
INSERT INTO heartbeats (process, instance, beat_at, started_at, is_last, spool, unwritten_since)
VALUES ($1, $2, clock_timestamp(), $3, $4, $5::jsonb, clock_timestamp() - make_interval(secs => $6::float8))
ON CONFLICT DO NOTHING`;
