/** A moment as ISO 8601 UTC text with exactly six decimals: such texts compare like the moments themselves. */
export type Instant = string;

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const MILLISECONDS = 23;
const SECOND_MS = 1000;

/** `date` as an instant; its microseconds are 0. */
export function instantOf(date: Date): Instant {
  return date.toISOString().replace("Z", "000Z");
}

/** Whether a text that others wrote is an instant, of a day and year that exist: PostgreSQL knows no year 0. */
export function isInstant(text: string): text is Instant {
  if (!FORM.test(text) || text.startsWith("0000")) return false;
  const ms = millisecondsOf(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text.slice(0, MILLISECONDS));
}

/** The instant `ms` whole milliseconds later, or earlier when negative. */
export function shiftInstant(instant: Instant, ms: number): Instant {
  return new Date(millisecondsOf(instant) + ms).toISOString().slice(0, MILLISECONDS) + instant.slice(MILLISECONDS);
}

/** Whole seconds from one instant to another. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.floor((millisecondsOf(to) - millisecondsOf(from)) / SECOND_MS);
}

export function earliest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((best, each) => (best === null || each < best ? each : best), null);
}

export function latest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((best, each) => (best === null || each > best ? each : best), null);
}

function millisecondsOf(instant: Instant): number {
  return Date.parse(`${instant.slice(0, MILLISECONDS)}Z`);
}
