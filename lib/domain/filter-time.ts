import * as z from "zod";
import { EARLIEST_MS, isKeepableTime } from "./keepable-time.ts";

const RELATIVE = /^-([1-9][0-9]{0,5})([smhd])$/;
const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const FORM = "must be a time such as 2026-01-31T09:00:00Z, a day such as 2026-01-31, or a span such as -24h.";

const absolute = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).refine(isKeepableTime);

/** A point in time of a filter: kept as written, so that a saved view with `-7d` moves with the clock. */
export const filterTime = z
  .string()
  .max(40, FORM)
  .refine((text) => RELATIVE.test(text) || absolute.safeParse(text).success, FORM)
  .meta({ description: "ISO 8601 time or day (UTC unless it says otherwise), or a span before now: -30m, -24h, -7d." });

/** The instant a `filterTime` means; a span reaches back to the year 1 at most. */
export function resolveFilterTime(text: string, now: Date): Date {
  const match = RELATIVE.exec(text);
  if (match === null) return new Date(text);
  const unit = match[2] === "s" || match[2] === "m" || match[2] === "h" ? match[2] : "d";
  return new Date(Math.max(EARLIEST_MS, now.getTime() - Number(match[1]) * UNIT_MS[unit]));
}
