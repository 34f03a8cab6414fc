import { expect, test } from "vitest";
import { filterTime, resolveFilterTime } from "./filter-time.ts";

const now = new Date("2026-11-22T03:00:00.000Z");

test("times, days and spans are points in time", () => {
  expect(resolveFilterTime("2026-01-31T09:00:00+01:00", now).toISOString()).toBe("2026-01-31T08:00:00.000Z");
  expect(resolveFilterTime("2026-01-31", now).toISOString()).toBe("2026-01-31T00:00:00.000Z");
  expect(resolveFilterTime("-2h", now).toISOString()).toBe("2026-11-22T01:00:00.000Z");
});

test("a time that the database cannot read is refused, and a span ends before it gets there", () => {
  const unreadable = ["0000-01-01T00:00:00Z", "0000-06-01", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"];
  for (const text of unreadable) expect(filterTime.safeParse(text).success, text).toBe(false);
  for (const text of ["0001-01-01", "9999-12-31T23:59:59Z"]) expect(filterTime.safeParse(text).success).toBe(true);
  expect(resolveFilterTime("-999999d", now).toISOString()).toBe("0001-01-01T00:00:00.000Z");
});
