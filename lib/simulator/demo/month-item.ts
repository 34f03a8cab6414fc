import type { AboundNews } from "#lib/simulator/abound-body.ts";
import type { AssetNews } from "#lib/simulator/asset-body.ts";

/** One webhook of the month: what it says, when it arrived, and when it arrived once more. */
export type MonthItem = { receivedAt: Date; repeatedAt: readonly Date[] } & (
  | { provider: "asset"; news: AssetNews }
  | { provider: "abound"; news: AboundNews }
);

export interface MonthSpan {
  startAt: Date;
  endAt: Date;
  /** Nothing arrived in between: the receivers were down for longer than the providers try. */
  outage: { from: Date; to: Date };
}

const DAY_MS = 86_400_000;
const OUTAGE_DAYS_AGO = 2;
const OUTAGE_MS = 64 * 60_000;

/** The thirty days up to `endAt`, with an outage of about an hour on the night before yesterday. */
export function monthBefore(endAt: Date): MonthSpan {
  const night = new Date(endAt.getTime() - OUTAGE_DAYS_AGO * DAY_MS);
  const from = Date.UTC(night.getUTCFullYear(), night.getUTCMonth(), night.getUTCDate(), 2, 11, 20);
  return {
    startAt: new Date(endAt.getTime() - 30 * DAY_MS),
    endAt,
    outage: { from: new Date(from), to: new Date(from + OUTAGE_MS) },
  };
}
