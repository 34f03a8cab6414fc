import type { AttemptError } from "./attempt-error.ts";

const CONSECUTIVE_FAILURES = 10;
/** One event that a receiver cannot take does not speak for the others. */
const FAILED_DELIVERIES = 2;
const WINDOW_MS = 300_000;
const WINDOW_ATTEMPTS = 20;
const FAILED_SHARE = 0.7;
const BUCKET_MS = 10_000;
const PROBE_DELAYS_SECONDS = [5, 10, 20, 40, 60];
const PROBE_JITTER = 0.2;
const MAX_RETRY_AFTER_SECONDS = 3600;
const LONGEST_PROBED_SECONDS = 300;

type CountedAttempt = { nowMs: number; deliveryId: string; error: AttemptError | null };

/** Whether a failure says something about the receiver: our own faults do not, and 410 pauses the destination. */
export function isCharged(error: AttemptError): boolean {
  return error.kind !== "internal" && error.kind !== "unknown_outcome" && error.kind !== "gone";
}

/** The latest attempts at one destination, and whether they are reason enough to spare it. Times are monotonic. */
export class BreakerWindow {
  #buckets: { fromMs: number; attempts: number; failed: number }[] = [];
  #consecutive = 0;
  #failedDeliveries = new Set<string>();
  #notBeforeMs = 0;

  /** Failures in a row. */
  get consecutive(): number {
    return this.#consecutive;
  }

  /** How long the receiver asked to be left alone, over its latest failures. */
  askedMs(nowMs: number): number {
    return Math.max(0, this.#notBeforeMs - nowMs);
  }

  /** Returns true when the destination is to be spared from now on. */
  count({ nowMs, deliveryId, error }: CountedAttempt): boolean {
    if (error !== null && !isCharged(error)) return false;
    const bucket = this.#bucket(nowMs);
    bucket.attempts += 1;
    if (error === null) {
      if (this.#consecutive > 0) this.#endFailures();
      return false;
    }
    bucket.failed += 1;
    this.#consecutive += 1;
    if (this.#failedDeliveries.size < FAILED_DELIVERIES) this.#failedDeliveries.add(deliveryId);
    this.#notBeforeMs = Math.max(this.#notBeforeMs, nowMs + askedMs(error));
    return this.#isTooMuch(nowMs);
  }

  #endFailures(): void {
    this.#consecutive = 0;
    this.#notBeforeMs = 0;
    this.#failedDeliveries.clear();
  }

  #isTooMuch(nowMs: number): boolean {
    if (this.#failedDeliveries.size < FAILED_DELIVERIES) return false;
    if (this.#consecutive >= CONSECUTIVE_FAILURES) return true;
    const recent = this.#buckets.filter(({ fromMs }) => fromMs > nowMs - WINDOW_MS);
    const attempts = recent.reduce((sum, bucket) => sum + bucket.attempts, 0);
    const failed = recent.reduce((sum, bucket) => sum + bucket.failed, 0);
    return attempts >= WINDOW_ATTEMPTS && failed >= FAILED_SHARE * attempts;
  }

  #bucket(nowMs: number) {
    const last = this.#buckets.at(-1);
    if (last && nowMs < last.fromMs + BUCKET_MS) return last;
    const next = { fromMs: nowMs, attempts: 0, failed: 0 };
    this.#buckets = [...this.#buckets.filter(({ fromMs }) => fromMs > nowMs - WINDOW_MS), next];
    return next;
  }
}

/** What the receiver asked for with `Retry-After`, within an hour. */
export function askedMs(error: AttemptError): number {
  const seconds = "retryAfterSeconds" in error ? (error.retryAfterSeconds ?? 0) : 0;
  return 1000 * Math.min(Math.max(seconds, 0), MAX_RETRY_AFTER_SECONDS);
}

type ProbeInput = {
  /** Probes that have failed since it is spared. */
  probes: number;
  /** In [0, 1). */
  random: number;
  /** How long the receiver asked to be left alone. */
  askedMs: number;
};

/** Milliseconds until the next probe: 5, 10, 20, 40, then 60 s, a fifth more or less, and no sooner than asked. */
export function probeDelayMs({ probes, random, askedMs }: ProbeInput): number {
  const seconds = PROBE_DELAYS_SECONDS[probes] ?? PROBE_DELAYS_SECONDS.at(-1) ?? 0;
  return Math.round(Math.max(seconds * 1000 * (1 - PROBE_JITTER + 2 * PROBE_JITTER * random), askedMs));
}

/**
 * The delay of a delivery whose probe failed, in seconds: as after a failed attempt, so that the next probe takes
 * another one, but within five minutes, as the destination may be back by then. `counted` attempts are used up.
 */
export function probedDelaySeconds(delaysSeconds: readonly number[], counted: number): number {
  return Math.min(delaysSeconds[counted] ?? delaysSeconds.at(-1) ?? LONGEST_PROBED_SECONDS, LONGEST_PROBED_SECONDS);
}

/** How many to send at a time after a recovery: one more after each success, one again after a failure. */
export function nextSlowStart(limit: number, hasSucceeded: boolean): number {
  return hasSucceeded ? limit + 1 : 1;
}
