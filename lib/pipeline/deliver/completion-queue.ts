import type pg from "pg";
import { type CompletedAttempt, completeDeliveries } from "#lib/db/complete-deliveries.ts";
import { isRefusedValue } from "#lib/db/is-refused-value.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { SettledAttempt } from "./settle-attempt.ts";

type Waiting = { attempt: SettledAttempt; startedAtMs: number; isRepeated: boolean };
type QueueOptions = { pool: pg.Pool; log: Logger; onRecorded: (attempts: readonly SettledAttempt[]) => void };

const MAX_BATCH = 128;
const RETRY_MS = 500;

/**
 * Records results in batches: what finishes during one commit shares the next. While the database is away results
 * wait here; those that wait longer than their lease end up as attempts of a delivery that was sent again.
 */
export class CompletionQueue {
  readonly #options: QueueOptions;
  #waiting: Waiting[] = [];
  #isRecording = false;
  #isScheduled = false;
  #idle: (() => void)[] = [];

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  /** Results that wait to be recorded. */
  get size(): number {
    return this.#waiting.length;
  }

  /** `startedAtMs` is of the monotonic clock. */
  add(attempt: SettledAttempt, startedAtMs: number): void {
    this.#waiting.push({ attempt, startedAtMs, isRepeated: false });
    this.#schedule();
  }

  /** Resolves when everything is recorded. */
  drain(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isRecording || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      void this.#flush(this.#waiting.splice(0, MAX_BATCH));
    });
  }

  async #flush(batch: Waiting[]): Promise<void> {
    this.#isRecording = true;
    try {
      await this.#record(batch);
      this.#options.onRecorded(batch.map(({ attempt }) => attempt));
    } catch (error) {
      this.#options.log.error("results of deliveries not recorded; trying again", { count: batch.length, error });
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      this.#waiting.unshift(...batch.map((waiting) => ({ ...waiting, isRepeated: true })));
    }
    this.#isRecording = false;
    this.#schedule();
    if (this.#isIdle()) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** What a receiver answered must not keep the results beside it, or its own, from being recorded. */
  async #record(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#complete(batch);
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      for (const waiting of batch) {
        if (batch.length > 1) await this.#record([waiting]);
        else await this.#complete([{ ...waiting, attempt: withoutResponse(waiting.attempt) }]);
      }
    }
  }

  async #complete(batch: readonly Waiting[]): Promise<void> {
    const now = performance.now();
    const attempts = batch.map(({ attempt, startedAtMs }) => ({ ...attempt, startedAgoMs: now - startedAtMs }));
    const isRepeated = batch.some((waiting) => waiting.isRepeated);
    const moved = await completeDeliveries(this.#options.pool, attempts, isRepeated);
    if (!isRepeated) this.#warnAboutLate(attempts, moved);
  }

  #isIdle(): boolean {
    return !this.#isRecording && this.#waiting.length === 0;
  }

  #warnAboutLate(attempts: readonly CompletedAttempt[], moved: ReadonlySet<string>): void {
    for (const { deliveryId, outcome, fence } of attempts) {
      if (moved.has(deliveryId)) continue;
      this.#options.log.warn("a late result was recorded and changed nothing", { deliveryId, outcome, fence });
    }
  }
}

function withoutResponse(attempt: SettledAttempt): SettledAttempt {
  return { ...attempt, error: null, requestHeadersJson: "[]", responseHeadersJson: null, responseSnippet: null };
}
