const DAY_MS = 86_400_000;
const SATURDAY = 6;

/** Month and day on which an estimated tax payment is due: the 15th of January, April, June and September. */
const MONTHS = [0, 3, 5, 8] as const;
const DUE_DAY = 15;

/**
 * The next date on which estimated tax is due, as "2027-01-15"; `now` counts as the day it is in UTC, and a date that
 * is today is the next one. A date on a Saturday, a Sunday or a legal holiday in the District of Columbia moves to the
 * next day that is none (Internal Revenue Code, section 7503; Form 1040-ES).
 */
export function nextIrsDate(now: Date): string {
  const today = startOfDay(now.getTime());
  const year = now.getUTCFullYear();
  const dates = [year, year + 1].flatMap((each) => MONTHS.map((month) => dueDay(Date.UTC(each, month, DUE_DAY))));
  const next = dates.find((date) => date >= today) ?? today;
  return new Date(next).toISOString().slice(0, "2027-01-15".length);
}

function startOfDay(ms: number): number {
  return ms - (((ms % DAY_MS) + DAY_MS) % DAY_MS);
}

function dueDay(day: number): number {
  return isWeekend(day) || isHoliday(day) ? dueDay(day + DAY_MS) : day;
}

function isWeekend(day: number): boolean {
  return [0, SATURDAY].includes(new Date(day).getUTCDay());
}

/** Of the holidays only two can fall on these days or the ones after: Juneteenth, Labor Day and others cannot. */
function isHoliday(day: number): boolean {
  return isKingDay(day) || isEmancipationDay(day);
}

/** The third Monday of January: the 15th to the 21st. */
function isKingDay(day: number): boolean {
  const date = new Date(day);
  const dayOfMonth = date.getUTCDate();
  return date.getUTCMonth() === 0 && date.getUTCDay() === 1 && dayOfMonth >= 15 && dayOfMonth <= 21;
}

/** 16 April; observed on the Friday before when a Saturday, on the Monday after when a Sunday. */
function isEmancipationDay(day: number): boolean {
  const date = new Date(day);
  const [weekday, dayOfMonth] = [date.getUTCDay(), date.getUTCDate()];
  if (date.getUTCMonth() !== 3) return false;
  return dayOfMonth === 16 || (dayOfMonth === 15 && weekday === 5) || (dayOfMonth === 17 && weekday === 1);
}
