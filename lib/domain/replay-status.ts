/** What became of a replay so far, in words. */
export const REPLAY_STATUSES = {
  queued: "Its events are being selected.",
  running: "Its deliveries are being sent.",
  canceling: "It is being canceled; what is under way is finished.",
  canceled: "It was canceled; what was not sent then will not be.",
  completed: "Each of its deliveries is over.",
} as const;

export type ReplayStatus = keyof typeof REPLAY_STATUSES;

/** The statuses of a list of replays: those that go on, and those that are over. */
export const REPLAY_PHASES = {
  ongoing: ["queued", "running", "canceling"],
  finished: ["canceled", "completed"],
} as const satisfies Record<string, readonly ReplayStatus[]>;

type ReplayPhase = keyof typeof REPLAY_PHASES;

/** What a filter on the status means: one of them, or all of a phase. */
export function replayStatusesOf(status: ReplayStatus | ReplayPhase): readonly ReplayStatus[] {
  return isPhase(status) ? REPLAY_PHASES[status] : [status];
}

function isPhase(status: ReplayStatus | ReplayPhase): status is ReplayPhase {
  return status in REPLAY_PHASES;
}
