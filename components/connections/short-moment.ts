import { formatUtc } from "#components/ui/format-time.ts";

const DAY_MS = 86_400_000;

/** "09:00" within the UTC day of `now`, "19 Nov 09:00" within a year, else with the year. */
export function shortMoment(at: string, now: number): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  const clock = formatUtc(at).slice(11, 16);
  if (Math.floor(time / DAY_MS) === Math.floor(now / DAY_MS)) return clock;
  const isOld = Math.abs(now - time) > 300 * DAY_MS;
  const day = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
    ...(isOld ? { year: "numeric" as const } : {}),
  }).format(time);
  return `${day} ${clock}`;
}
