/** The times of the rules, in milliseconds. */
export interface WatchTimes {
  /** A process that says nothing for so long is down. */
  readonly silentMs: number;
  /** After the start of the process that watches, others are given so long to start as well. */
  readonly startGraceMs: number;
  /** What can flicker is over when it was gone for so long. */
  readonly recoverAfterMs: number;
  /** What happens within this time is told in one message. */
  readonly groupMs: number;
}

export const WATCH_TIMES: WatchTimes = {
  silentMs: 30_000,
  startGraceMs: 30_000,
  recoverAfterMs: 60_000,
  groupMs: 8_000,
};
