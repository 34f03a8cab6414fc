import type { ReplayStatus } from "./replay-status.ts";

type Progress = {
  status: ReplayStatus;
  processed: number;
  total: number;
  secondsRunning: number | null;
  /** What its rate alone demands for the rest; null without a rate. */
  secondsAtRate: number | null;
  /** Nothing is sent before something else happens, and no pace says how long that takes. */
  isWaiting: boolean;
};

/** How long a running replay goes on if it keeps its pace; null when it has no pace, waits, or has nothing left to do. */
export function replaySecondsLeft({
  status,
  processed,
  total,
  secondsRunning,
  secondsAtRate,
  isWaiting,
}: Progress): number | null {
  if (status !== "running" || isWaiting || processed >= total) return null;
  const atPace = processed === 0 || secondsRunning === null ? null : (secondsRunning / processed) * (total - processed);
  if (atPace === null && secondsAtRate === null) return null;
  return Math.max(1, Math.ceil(Math.max(atPace ?? 0, secondsAtRate ?? 0)));
}

type Pace = {
  /** What the replay is limited to, and what the destination is. */
  rate: number | null;
  destinationRate: number | null;
  concurrency: number;
  attemptMs: number | null;
};

/** How long so many deliveries take: at the lower of the rates, else at what the destination lately achieved. */
export function replaySeconds(
  deliveries: number,
  { rate, destinationRate, concurrency, attemptMs }: Pace,
): number | null {
  const achieved = attemptMs === null ? Number.POSITIVE_INFINITY : (concurrency * 1000) / Math.max(1, attemptMs);
  const perSecond = Math.min(rate ?? Number.POSITIVE_INFINITY, destinationRate ?? Number.POSITIVE_INFINITY, achieved);
  if (deliveries === 0) return 0;
  return Number.isFinite(perSecond) ? Math.max(1, Math.ceil(deliveries / perSecond)) : null;
}
