import type { ObservedKind } from "./api/observations.ts";

interface ObservableSubject {
  /** The words an operator may see at the provider; null where the provider may write anything. */
  readonly words: readonly string[] | null;
  readonly idCount: number;
}

export const OBSERVABLE = {
  business: { words: ["active", "inactive"], idCount: 1 },
  connection: { words: ["connected", "expired", "disconnected"], idCount: 2 },
  task_list: { words: ["open", "completed"], idCount: 1 },
  resource: { words: null, idCount: 3 },
} as const satisfies Record<ObservedKind, ObservableSubject>;

const OLDEST_DAYS = 30;
const DAY_MS = 86_400_000;
/** How far ahead the clock of an operator's computer may be. */
const CLOCK_SKEW_MS = 60_000;

type CheckedAt = { kind: "ok"; at: Date } | { kind: "refused"; message: string };

/** When the operator looked; a few seconds ahead of our clock count as now. */
export function judgeCheckedAt(given: Date, now: Date): CheckedAt {
  const age = now.getTime() - given.getTime();
  if (age < -CLOCK_SKEW_MS) return { kind: "refused", message: "The time of the check lies in the future." };
  if (age > OLDEST_DAYS * DAY_MS) {
    return { kind: "refused", message: `The check is older than ${OLDEST_DAYS} days. Check again at the provider.` };
  }
  return { kind: "ok", at: age < 0 ? now : given };
}
