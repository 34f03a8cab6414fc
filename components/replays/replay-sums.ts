import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";

export interface ReplayOptions {
  /** Only what was not delivered yet. */
  skipDelivered: boolean;
  skipSuperseded: boolean;
  /** Deliveries a second to each destination; null is as fast as it takes them. */
  rate: number | null;
}

/** A number of deliveries; `isAtMost` where the superseded among them could not be counted. */
export interface SendCount {
  count: number;
  isAtMost: boolean;
}

/** What would go to one destination with these options. The preview counted enough to tell without asking again. */
export function sendCount(target: ReplayPreviewTarget, options: ReplayOptions): SendCount {
  const undelivered = target.failed + target.neverAttempted;
  const count = options.skipDelivered ? undelivered : undelivered + target.deliveredBefore;
  if (!options.skipSuperseded || count === 0) return { count, isAtMost: false };
  const superseded = supersededCount(target, options);
  return superseded === null ? { count, isAtMost: true } : { count: count - superseded, isAtMost: false };
}

/** Of those that would be sent otherwise, how many a newer event supersedes; null when that could not be counted. */
export function supersededCount(target: ReplayPreviewTarget, { skipDelivered }: ReplayOptions): number | null {
  return skipDelivered ? target.supersededUndelivered : target.superseded;
}

export function sumCounts(counts: readonly SendCount[]): SendCount {
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    isAtMost: counts.some(({ isAtMost }) => isAtMost),
  };
}

/**
 * How long the slowest of the destinations takes; null when none of them gives anything to go by. The preview is asked
 * for without a rate, so that its seconds are those that a destination needs by itself.
 */
export function longestSeconds(targets: readonly ReplayPreviewTarget[], options: ReplayOptions): number | null {
  const known = targets.map((target) => secondsAt(target, options)).filter((seconds) => seconds !== null);
  return known.length === 0 ? null : Math.ceil(Math.max(...known));
}

function secondsAt(target: ReplayPreviewTarget, options: ReplayOptions): number | null {
  const { count } = sendCount(target, options);
  const { seconds, toSend } = target;
  // Rounded up by the preview, which for a handful of deliveries would be far too slow a pace.
  const alone = seconds === null || toSend === 0 ? null : (count * (seconds - 1)) / toSend;
  if (options.rate === null) return alone;
  return Math.max(alone ?? 0, count / options.rate);
}
