import type { Instant } from "./instant.ts";

const FRACTION = /\.(\d+)/;
const FIRST: Instant = "0001-01-01T00:00:00.000000Z";
const LAST: Instant = "9999-12-31T23:59:59.999999Z";

/**
 * The instant that an ISO 8601 time with a zone means. One written in milliseconds, as the API shows events, stands for
 * the whole of that millisecond, so that what it was copied from counts.
 */
export function momentInstant(text: string): Instant {
  const time = new Date(text);
  const year = time.getUTCFullYear();
  if (year < 1) return FIRST;
  if (year > 9999) return LAST;
  const decimals = FRACTION.exec(text)?.[1] ?? "";
  const filled = decimals.length === 3 ? `${decimals}999` : decimals.slice(0, 6).padEnd(6, "0");
  return `${time.toISOString().slice(0, 19)}.${filled}Z`;
}
