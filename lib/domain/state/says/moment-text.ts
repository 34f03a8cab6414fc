import type { Instant } from "#lib/domain/instant.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SPANS = { minute: 16, second: 19 } as const;

/**
 * "21 Nov 2026 09:00Z": sentences are copied into tickets and read years later, so the date is whole and the zone
 * named. A moment on the UTC day of `after`, which the sentence named before, is its time alone: "12:30Z".
 */
export function momentText(moment: Instant, to: keyof typeof SPANS = "minute", after: Instant | null = null): string {
  const time = `${moment.slice(11, SPANS[to])}Z`;
  if (after?.slice(0, 10) === moment.slice(0, 10)) return time;
  const [year, month, day] = moment.slice(0, 10).split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year} ${time}`;
}
