import type { Random } from "#lib/simulator/random.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function after(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}

/** A moment between two others. */
export function between(random: Random, from: Date, to: Date): Date {
  return after(from, random.fraction() * Math.max(0, to.getTime() - from.getTime()));
}

/** The midnights (UTC) of every day from `from` to `to`. */
export function daysBetween(from: Date, to: Date): Date[] {
  const days: Date[] = [];
  for (let at = midnight(from); at.getTime() < to.getTime(); at = after(at, DAY_MS)) days.push(at);
  return days;
}

export function midnight(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
}

export function isWeekend(day: Date): boolean {
  return day.getUTCDay() === 0 || day.getUTCDay() === 6;
}

/** A moment of that day between two hours (UTC). */
export function atHours(random: Random, day: Date, fromHour: number, toHour: number): Date {
  const base = midnight(day);
  return between(random, after(base, fromHour * HOUR_MS), after(base, toHour * HOUR_MS));
}
