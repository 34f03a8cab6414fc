/** How many deliveries a pause holds itself: the bulk before its lock, and under the lock that doors wait for. */
export const HOLD_LIMIT = { beforeLock: 20_000, underLock: 1_000 } as const;

/** The same for the end of a pause and for a deletion, whose rest the worker moves within the second. */
export const RELEASE_LIMIT = { beforeLock: 5_000, underLock: 1_000 } as const;

export type HoldPhase = keyof typeof HOLD_LIMIT;
