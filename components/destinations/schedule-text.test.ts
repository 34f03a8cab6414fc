import { expect, test } from "vitest";
import { DEFAULT_RETRY_SCHEDULE, parseRetrySchedule } from "#lib/domain/retry-schedule.ts";
import { scheduleInWords, scheduleText } from "./schedule-text.ts";

const parsed = parseRetrySchedule(DEFAULT_RETRY_SCHEDULE);
const seconds = parsed.kind === "ok" ? parsed.delaysSeconds : [];

test("the default schedule gives up after about three days and eleven attempts", () => {
  expect(scheduleInWords(seconds)).toBe("gives up after about 3 d, 11 attempts");
});

test("a schedule is written as it was entered", () => {
  expect(scheduleText(seconds)).toBe(DEFAULT_RETRY_SCHEDULE);
});
