export type ReplayTraffic = {
  left: number;
  ahead: number;
  isPaused: boolean;
  isSpared: boolean;
  concurrency: number;
  destinationRate: number | null;
  /** The replay's own limit, deliveries a second. */
  rate: number | null;
  /** See `OpenTarget.dueMs`. */
  dueMs: number | null;
  /** What the destination took lately, deliveries a second. */
  perSecond: number;
};

/** How much work may wait: enough that none runs dry, little enough that a cancel or a pause leaves the rest alone. */
const AHEAD_SECONDS = 0.5;
const MAX_AHEAD = 5_000;
const MAX_BATCH = 2_000;

/** How many more deliveries a replay may queue for a destination now. */
export function replayRoom(traffic: ReplayTraffic): number {
  const { left, ahead, isPaused, isSpared, rate, dueMs } = traffic;
  if (isPaused) return 0;
  // One that can be sent to find out whether the destination is back.
  if (isSpared) return Math.min(left, Math.max(0, 1 - ahead));
  const allowed = rate === null ? MAX_BATCH : dueMs === null ? 1 : Math.floor((rate * Math.max(0, dueMs)) / 1000);
  return Math.max(0, Math.min(left, mostAhead(traffic) - ahead, allowed, MAX_BATCH));
}

function mostAhead({ concurrency, perSecond, destinationRate, rate }: ReplayTraffic): number {
  const taken = Math.max(concurrency * 4, perSecond * AHEAD_SECONDS);
  const limits = [rate, destinationRate].map((limit) => (limit === null ? MAX_AHEAD : limit * AHEAD_SECONDS));
  return Math.max(1, Math.floor(Math.min(taken, MAX_AHEAD, ...limits)));
}
