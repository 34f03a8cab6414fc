const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "12 s ago", "4 m ago", "in 3 h", "9 d ago"; past two months a date. */
export function formatRelative(at: string, now: number): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  const seconds = Math.round((now - time) / 1000);
  if (Math.abs(seconds) >= 60 * DAY) return formatDay(at);
  if (seconds >= 0) return seconds < 1 ? "now" : `${formatDuration(seconds)} ago`;
  return `in ${formatDuration(-seconds)}`;
}

/** One unit, rounded down: 59 s, 12 m, 3 h, 9 d. */
export function formatDuration(seconds: number): string {
  if (seconds < MINUTE) return `${Math.floor(seconds)} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} m`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} d`;
}

/** "12 Nov 2026" in UTC. */
function formatDay(at: string): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    time,
  );
}

/** "2026-11-21 10:42:07.004" in UTC; text that is no time comes back as it is. */
export function formatUtc(at: string): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  return new Date(time).toISOString().replace("T", " ").replace("Z", "");
}

/** "10:42:07.004" in UTC. */
export function formatClock(at: string): string {
  return formatUtc(at).slice(11) || at;
}

/** The same moment in the reader's zone, with the zone's name. Client only. */
export function formatLocal(at: string): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return at;
  return new Intl.DateTimeFormat("en-GB", {
    year: "numeric",
    month: "short",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(time);
}

/** "840 ms", "1.2 s". */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}
