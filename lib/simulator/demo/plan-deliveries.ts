import type { AttemptError } from "#lib/domain/attempt-error.ts";
import type { Random } from "#lib/simulator/random.ts";
import { after, DAY_MS, HOUR_MS, midnight } from "./moments.ts";
import type { HeldDelivery, PastAttempt, PastDelivery } from "./past-delivery.ts";

/** How a demo destination fared. */
export interface DestinationStory {
  /** Seconds before each retry. */
  retrySchedule: readonly number[];
  /** It answered 503 or not at all. */
  incident: { from: Date; to: Date } | null;
  /** It fails for everything that arrives from then on. */
  failingSince: Date | null;
  endAt: Date;
}

const FLAKY_SHARE = 0.02;
const REFUSED_SHARE = 0.0015;
const TIMEOUT_MS = 15_000;

/** Six days ago from the afternoon into the night. */
export function incidentBefore(endAt: Date): { from: Date; to: Date } {
  const from = after(midnight(after(endAt, -6 * DAY_MS)), 13.2 * HOUR_MS);
  return { from, to: after(from, 8 * HOUR_MS) };
}

/** Tells a delivery attempt by attempt: sent at once, repeated on the schedule, given up when that is spent. */
export function planDelivery(held: HeldDelivery, story: DestinationStory, random: Random): PastDelivery {
  const isFailing = story.failingSince !== null && held.receivedAt >= story.failingSince;
  const isRefused = random.chance(REFUSED_SHARE);
  const isFlaky = random.chance(FLAKY_SHARE);
  const attempts: PastAttempt[] = [];
  let startedAt = after(held.receivedAt, random.integer(4, 60));
  for (;;) {
    const number = attempts.length + 1;
    const error = isRefused
      ? ({ kind: "http_4xx", status: 422 } as const)
      : findError(startedAt, { story, random, isTroubled: isFailing || (isFlaky && number === 1) });
    attempts.push(attempt(number, startedAt, error, random));
    if (error === null) return { ...held, status: "succeeded", attempts, nextAttemptAt: null };
    const delay = story.retrySchedule[number - 1];
    if (delay === undefined) return { ...held, status: "dead_lettered", attempts, nextAttemptAt: null };
    startedAt = after(startedAt, delay * 1000 * (0.5 + random.fraction()));
    if (startedAt >= story.endAt) return { ...held, status: "retry_scheduled", attempts, nextAttemptAt: startedAt };
  }
}

type Circumstances = { story: DestinationStory; random: Random; isTroubled: boolean };

function findError(at: Date, { story: { incident }, random, isTroubled }: Circumstances): AttemptError | null {
  const isDuring = incident !== null && at >= incident.from && at < incident.to;
  if (isDuring && random.chance(0.8)) return { kind: "http_5xx", status: 503, retryAfterSeconds: null };
  if (isDuring) return { kind: "timeout", phase: "response", limitMs: TIMEOUT_MS };
  return isTroubled ? random.pick(PASSING_ERRORS) : null;
}

const PASSING_ERRORS: readonly AttemptError[] = [
  { kind: "http_5xx", status: 502, retryAfterSeconds: null },
  { kind: "timeout", phase: "response", limitMs: TIMEOUT_MS },
  { kind: "reset", detail: "ECONNRESET" },
  { kind: "rate_limited", status: 429, retryAfterSeconds: 2 },
];

function attempt(number: number, startedAt: Date, error: AttemptError | null, random: Random): PastAttempt {
  return {
    number,
    trigger: number === 1 ? "initial" : "automatic",
    startedAt,
    durationMs: error?.kind === "timeout" ? TIMEOUT_MS : 18 + Math.round(160 * random.fraction() ** 3),
    statusCode: error === null ? 200 : "status" in error ? error.status : null,
    error,
  };
}
