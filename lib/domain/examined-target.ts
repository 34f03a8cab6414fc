/** A destination as a replay is judged by it. */
export type ReplayDestination = {
  id: string;
  name: string;
  rate: number | null;
  concurrency: number;
  isPaused: boolean;
  /** Since when it is spared after many failures; null when it is not. */
  failingSince: Date | null;
  hasOwnFilter: boolean;
  webhookIds: "same" | "new";
  /** Mean duration of its last attempts; null when there were none lately. */
  attemptMs: number | null;
};

/** What a replay finds at one destination; what was delivered before, failed or never attempted adds up to `events`. */
export type ReplayCounts = {
  events: number;
  /** Not taken by the destination's own filter, and sent all the same. */
  overridden: number;
  deliveredBefore: number;
  failed: number;
  neverAttempted: number;
  onTheWay: number;
};

export type ExaminedTarget = ReplayCounts & {
  destination: ReplayDestination;
  /** Null when there are too many to tell in the given time. */
  superseded: number | null;
  supersededUndelivered: number | null;
};
