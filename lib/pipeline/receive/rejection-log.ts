import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { type RejectionRow, trimRejections } from "#lib/db/record-rejections.ts";
import type { Logger } from "#lib/platform/log.ts";
import { type KeepOutcome, KeptRequests, type WholeRequest } from "./kept-requests.ts";
import { holdFingerprint, RecentHolds } from "./recent-holds.ts";
import { recordSoundRejections } from "./record-sound-rejections.ts";
import { RefusalAlarms } from "./refusal-alarms.ts";
import { RejectionCounts } from "./rejection-counts.ts";
import { RejectionSample } from "./rejection-sample.ts";

const FLUSH_MS = 100;
const AFTER_FAILURE_MS = 1000;
const RING_ROWS = 10_000;
const TRIM_MS = 5000;
const MAX_WAITING = 1000;
/** Longer than this no sender waits for its refusal. */
const KEEP_WITHIN_MS = 2000;

interface RejectionLogOptions {
  pool: pg.Pool;
  log: Logger;
  lane: number;
}

/** The bounded log of refused requests: sampled per source, written in batches, counted in full. */
export class RejectionLog {
  readonly #options: RejectionLogOptions;
  readonly #sample = new RejectionSample();
  readonly #counts = new RejectionCounts();
  readonly #alarms: RefusalAlarms;
  readonly #kept: KeptRequests;
  readonly #holds = new RecentHolds();
  #waiting: RejectionRow[] = [];
  #dropped = 0;
  #trimmedAtMs = Number.NEGATIVE_INFINITY;
  #isBehind = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: RejectionLogOptions) {
    this.#options = options;
    this.#alarms = new RefusalAlarms(options.log);
    this.#kept = new KeptRequests(options.pool, options.log);
  }

  /** Notes a refusal; returns at once. */
  note(row: RejectionRow): void {
    this.#count(row);
    this.#alarms.raise(row);
    this.#addToRing(row);
  }

  /** Keeps a verified request in full, and resolves once that is on disk; beyond the quota it is noted like others. */
  async keep(row: WholeRequest): Promise<void> {
    this.#count(row);
    const limit = new AbortController();
    const late = delay(KEEP_WITHIN_MS, undefined, { signal: limit.signal }).catch(() => undefined);
    const kept = this.#kept.add(row).then((outcome) => this.#settle(row, outcome));
    await Promise.race([kept, late]);
    limit.abort();
  }

  /** Holds in full what cannot be verified yet; returns at once. What is held already is noted like others. */
  hold(row: WholeRequest): void {
    this.#count(row);
    const fingerprint = holdFingerprint(row);
    const now = Date.parse(row.receivedAt);
    if (this.#holds.has(fingerprint, now)) {
      this.#addToRing({ ...row, body: null });
      return;
    }
    this.#holds.add(fingerprint, now);
    void this.#kept.add(row).then((outcome) => {
      if (outcome !== "kept") this.#holds.forget(fingerprint);
      this.#settle(row, outcome);
    });
  }

  /** Writes what waits; resolves when that is done or has failed. */
  async flush(): Promise<void> {
    await this.#kept.drain();
    await this.#write();
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#writing = this.#writing.then(async () => {
      const failure = await this.#tryToWrite();
      this.#timer = undefined;
      if (failure === null) this.#catchUp();
      else this.#fallBehind(failure.error);
      if (this.#waiting.length > 0 || !this.#counts.isEmpty) this.#schedule();
    });
    return this.#writing;
  }

  async #tryToWrite(): Promise<{ error: unknown } | null> {
    const { pool, log, lane } = this.#options;
    const rows = this.#waiting;
    this.#waiting = [];
    try {
      if (rows.length > 0) await recordSoundRejections(pool, rows, log);
    } catch (error) {
      this.#putBack(rows);
      return { error };
    }
    try {
      await this.#counts.flush(pool, lane);
      if (rows.length > 0) await this.#trim();
      return null;
    } catch (error) {
      return { error };
    }
  }

  #count(row: RejectionRow): void {
    this.#counts.add(row);
    this.#schedule();
  }

  #settle(row: WholeRequest, outcome: KeepOutcome): void {
    if (outcome === "kept") return;
    if (outcome === "full") this.#alarms.tellFull(row);
    this.#addToRing({ ...row, body: null });
  }

  #addToRing(row: RejectionRow): void {
    if (!this.#sample.takes(row)) return;
    if (this.#waiting.length >= MAX_WAITING) {
      this.#dropped += 1;
      return;
    }
    // A copy: the prefix is a view that would keep the whole body in memory.
    this.#waiting.push({ ...row, bodyPrefix: Buffer.from(row.bodyPrefix) });
    this.#schedule();
  }

  #putBack(rows: readonly RejectionRow[]): void {
    const both = [...rows, ...this.#waiting];
    this.#waiting = both.slice(0, MAX_WAITING);
    this.#dropped += both.length - this.#waiting.length;
  }

  #fallBehind(error: unknown): void {
    if (!this.#isBehind) this.#options.log.warn("refused requests wait to be recorded", { error });
    this.#isBehind = true;
  }

  #catchUp(): void {
    if (this.#dropped > 0)
      this.#options.log.warn("refused requests were counted, not recorded", { rows: this.#dropped });
    this.#dropped = 0;
    this.#isBehind = false;
  }

  async #trim(): Promise<void> {
    if (performance.now() - this.#trimmedAtMs < TRIM_MS) return;
    this.#trimmedAtMs = performance.now();
    await trimRejections(this.#options.pool, RING_ROWS);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => void this.#write(), this.#isBehind ? AFTER_FAILURE_MS : FLUSH_MS);
  }
}
