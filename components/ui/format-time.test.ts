import { expect, test } from "vitest";
import { formatClock, formatDuration, formatRelative, formatUtc } from "./format-time.ts";

const now = Date.parse("2026-11-21T12:00:00.000Z");

test.each([
  ["2026-11-21T12:00:00.000Z", "now"],
  ["2026-11-21T11:59:48.000Z", "12 s ago"],
  ["2026-11-21T11:56:00.000Z", "4 m ago"],
  ["2026-11-21T12:04:12.000Z", "in 4 m"],
  ["2026-11-12T12:00:00.000Z", "9 d ago"],
  ["2026-01-15T12:00:00.000Z", "15 Jan 2026"],
  ["9999-12-31T23:59:59.000Z", "31 Dec 9999"],
])("%s reads %s", (at, text) => {
  expect(formatRelative(at, now)).toBe(text);
});

test("a duration is rounded down, never up to the next unit", () => {
  expect(formatDuration(59.9)).toBe("59 s");
  expect(formatDuration(3599)).toBe("59 m");
});

test("what is no time is shown as it is, never as an invalid date", () => {
  expect(formatRelative("soon", now)).toBe("soon");
  expect(formatUtc("soon")).toBe("soon");
  expect(formatClock("soon")).toBe("soon");
});

test("exact times are UTC to the millisecond", () => {
  expect(formatUtc("2026-11-21T10:42:07.004+01:00")).toBe("2026-11-21 09:42:07.004");
  expect(formatClock("2026-11-21T10:42:07.004Z")).toBe("10:42:07.004");
});
