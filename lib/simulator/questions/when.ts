const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** A moment as the cast writes it: so long ago (`9d`, `2d 6h 15m`), or yesterday (UTC) at a time (`yesterday 14:05`). */
export type When = string;

export function moment(when: When, now: Date): Date {
  const clock = /^yesterday (\d\d):(\d\d)$/.exec(when);
  if (clock !== null) {
    const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - 1);
    return new Date(midnight + (Number(clock[1]) * 60 + Number(clock[2])) * 60_000);
  }
  const parts = when.split(" ").map((part) => /^(\d+)([dhms])$/.exec(part));
  const ago = parts.reduce((sum, part) => sum + Number(part?.[1]) * (UNIT_MS[part?.[2] ?? ""] ?? Number.NaN), 0);
  if (Number.isNaN(ago)) throw new RangeError(`${when} is no moment`);
  return new Date(now.getTime() - ago);
}
