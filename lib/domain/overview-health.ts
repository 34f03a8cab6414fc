import type { OverviewDestination, OverviewSource } from "./api/overview.ts";
import type { KeyState } from "./api/sources.ts";
import type { SourceStatus } from "./source-status.ts";

const QUIET_AT_LEAST_MS = 10 * 60_000;
/** So many events missing in a row happen by chance less than once in a hundred silences. */
const EXPECTED_TO_CALL_QUIET = 5;
const BEHIND_MS = 5 * 60_000;
const FAILING_SHARE = 0.1;

export type SourceSigns = {
  status: SourceStatus;
  keys: KeyState;
  lastEventAt: string | null;
  rejectedLastHour: number;
  acceptedLastHour: number;
  usualPerHour: number | null;
};

export function judgeSource(signs: SourceSigns, now: Date): OverviewSource["health"] {
  if (signs.status !== "enabled") return signs.status;
  if (signs.keys.kind === "none") return "no_keys";
  if (signs.rejectedLastHour > signs.acceptedLastHour) return "rejecting";
  if (signs.lastEventAt === null) return "waiting";
  return isQuiet(signs.lastEventAt, signs.usualPerHour, now) ? "quiet" : "ok";
}

function isQuiet(lastEventAt: string, usualPerHour: number | null, now: Date): boolean {
  const silenceMs = now.getTime() - Date.parse(lastEventAt);
  const expected = ((usualPerHour ?? 0) * silenceMs) / 3_600_000;
  return silenceMs >= QUIET_AT_LEAST_MS && expected >= EXPECTED_TO_CALL_QUIET;
}

export type DestinationSigns = {
  paused: boolean;
  succeededLastHour: number;
  failedLastHour: number;
  pending: number;
  retrying: number;
  deadLettered: number;
  /** The oldest delivery that is due and has not been sent. */
  oldestDueAt: string | null;
  succeeded: number;
};

export function judgeDestination(signs: DestinationSigns, now: Date): OverviewDestination["health"] {
  if (signs.paused) return "paused";
  if (signs.retrying > 0 || (signs.pending > 0 && hasManyFailures(signs))) return "failing";
  if (signs.oldestDueAt !== null && now.getTime() - Date.parse(signs.oldestDueAt) > BEHIND_MS) return "behind";
  if (signs.deadLettered > 0) return "dead_letters";
  return signs.succeeded === 0 ? "idle" : "ok";
}

/** Failures whose deliveries arrived in the end are over: the caller asks only while something waits. */
function hasManyFailures({ succeededLastHour, failedLastHour }: DestinationSigns): boolean {
  const attempts = succeededLastHour + failedLastHour;
  return attempts > 0 && failedLastHour / attempts >= FAILING_SHARE;
}

export type UsualRate = { perHour: number; low: number; high: number };

const YOUNGEST_HOURS = 6;

/** What an hour usually brings, from the counts of past hours (zeros included); null while there are too few. */
export function usualRate(hourlyCounts: readonly number[]): UsualRate | null {
  if (hourlyCounts.length < YOUNGEST_HOURS) return null;
  const sorted = hourlyCounts.toSorted((a, b) => a - b);
  const median = quantile(sorted, 0.5);
  const mean = sorted.reduce((sum, count) => sum + count, 0) / sorted.length;
  // A source of few events has a median of zero, yet a long silence still says something.
  return { perHour: median > 0 ? median : mean, low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

export type Bucket = { upToMs: number; count: number };

/** The bound below which that share of acknowledgements stayed; null when there were none. */
export function percentile(buckets: readonly Bucket[], share: number): number | null {
  const sorted = buckets.toSorted((a, b) => a.upToMs - b.upToMs);
  const rank = share * sorted.reduce((sum, bucket) => sum + bucket.count, 0);
  let seen = 0;
  for (const bucket of sorted) {
    seen += bucket.count;
    if (bucket.count > 0 && seen >= rank) return bucket.upToMs;
  }
  return null;
}
