export const EARLIEST_MS = Date.parse("0001-01-01T00:00:00Z");
const LATEST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** PostgreSQL does not read a year 0, or one of more than four digits as JavaScript writes it. */
export function isKeepableTime(iso: string): boolean {
  const ms = Date.parse(iso);
  return EARLIEST_MS <= ms && ms <= LATEST_MS;
}
