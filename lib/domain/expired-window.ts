import type { ConnectionQuery } from "./api/connections.ts";

export type ExpiredFilter = NonNullable<ConnectionQuery["expired"]>;

/** A time in which connections expired; without an end it lasts up to now. */
export interface ExpiredWindow {
  readonly from: Date;
  readonly to: Date | null;
}

const DAY_MS = 86_400_000;

const WINDOWS = {
  today: (now) => ({ from: startOfDay(now, 0), to: null }),
  yesterday: (now) => ({ from: startOfDay(now, 1), to: startOfDay(now, 0) }),
  "24h": (now) => ({ from: new Date(now.getTime() - DAY_MS), to: null }),
  "7d": (now) => ({ from: new Date(now.getTime() - 7 * DAY_MS), to: null }),
} satisfies Record<ExpiredFilter, (now: Date) => ExpiredWindow>;

/** What a filter on expiries means now; days are UTC days. */
export function expiredWindow(filter: ExpiredFilter, now: Date): ExpiredWindow {
  return WINDOWS[filter](now);
}

function startOfDay(now: Date, daysAgo: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - daysAgo));
}
