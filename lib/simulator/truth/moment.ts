/** Microseconds since 1970: what providers' times are read to, exact as a number until the year 2255. */
export type Moment = number;

export const MILLISECOND = 1_000;
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ISO 8601 UTC with six decimals: such texts compare like the moments themselves. */
export function textOf(moment: Moment): string {
  const micros = String(moment % MILLISECOND).padStart(3, "0");
  return new Date(Math.floor(moment / MILLISECOND)).toISOString().replace("Z", `${micros}Z`);
}

/** The moment of such a text. */
export function momentOf(text: string): Moment {
  return Date.parse(`${text.slice(0, 23)}Z`) * MILLISECOND + Number(text.slice(23, 26));
}
