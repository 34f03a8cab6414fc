const LONGEST_DAYS = 365;
const DAY_MS = 86_400_000;

/** Until a moment or until the deciding events change, whichever comes first; a null moment leaves only the change. */
export type Snooze = { readonly until: Date | null };

export type JudgedSnooze = { kind: "ok"; snooze: Snooze } | { kind: "refused"; message: string };

/** A snooze ends in the future, and within a year. */
export function judgeSnooze(until: Date | null, now: Date): JudgedSnooze {
  if (until === null) return { kind: "ok", snooze: { until } };
  if (until <= now) return { kind: "refused", message: "The end of the snooze lies in the past." };
  if (until.getTime() - now.getTime() > LONGEST_DAYS * DAY_MS) {
    return { kind: "refused", message: `Snooze for ${LONGEST_DAYS} days at most.` };
  }
  return { kind: "ok", snooze: { until } };
}
