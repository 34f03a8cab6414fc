import { describe, expect, test } from "vitest";
import { DEFAULT_RETRY_SCHEDULE, nextRetryDelayMs, parseRetryAfter, parseRetrySchedule } from "./retry-schedule.ts";

test("the default schedule parses and spans about three days", () => {
  const outcome = parseRetrySchedule(DEFAULT_RETRY_SCHEDULE);
  expect(outcome).toMatchObject({
    kind: "ok",
    delaysSeconds: [5, 30, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400],
  });
});

test.each(["", "5", "5x", "0s", "-5s", "1.5s", "8d", "5s,,1m", "5s,", Array(31).fill("1s").join(",")])(
  "%j is refused",
  (text) => {
    expect(parseRetrySchedule(text).kind).toBe("invalid");
  },
);

describe("the next retry", () => {
  const input = { delaysSeconds: [5, 30], attempts: 1, random: 0.5, retryAfterSeconds: null };

  test("follows the schedule with jitter of half to one and a half times the delay", () => {
    expect([0, 0.5, 1].map((random) => nextRetryDelayMs({ ...input, random }))).toEqual([2500, 5000, 7500]);
    expect(nextRetryDelayMs({ ...input, attempts: 2 })).toBe(30_000);
  });

  test("ends with the schedule", () => {
    expect(nextRetryDelayMs({ ...input, attempts: 3 })).toBeNull();
  });

  test("D16: honours Retry-After between the scheduled delay and the larger of its double and one hour", () => {
    const at = (retryAfterSeconds: number, base = 5) =>
      nextRetryDelayMs({ ...input, delaysSeconds: [base], retryAfterSeconds });
    expect([at(0), at(60), at(99_999_999), at(99_999_999, 7200)]).toEqual([5000, 60_000, 3_600_000, 14_400_000]);
  });
});

describe("D16: Retry-After", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  test.each([
    ["120", 120],
    ["0", 0],
    ["99999999", 99_999_999],
    ["Thu, 01 Jan 2026 00:01:00 GMT", 60],
    ["Wed, 31 Dec 2025 23:59:00 GMT", null],
    ["-5", null],
    ["1e9", null],
    ["1.5", null],
    ["soon", null],
    ["", null],
    [null, null],
  ])("%j is read as %s seconds", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
