const HOUR_MS = 3_600_000;
const MORNING = 9;
const MONDAY = 1;

interface SnoozeChoice {
  label: string;
  /** Of the reader's own time. */
  until: (now: Date) => Date;
}

export const SNOOZE_CHOICES: readonly SnoozeChoice[] = [
  { label: "Snooze for an hour", until: (now) => new Date(now.getTime() + HOUR_MS) },
  { label: "Snooze until tomorrow 9:00", until: (now) => morningIn(now, 1) },
  { label: "Snooze until Monday 9:00", until: (now) => morningIn(now, (MONDAY + 7 - now.getDay()) % 7 || 7) },
];

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}
