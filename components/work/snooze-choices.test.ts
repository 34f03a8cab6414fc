import { expect, test } from "vitest";
import { SNOOZE_CHOICES } from "./snooze-choices.ts";

const until = (now: Date) => SNOOZE_CHOICES.map((choice) => choice.until(now));

test("a snooze ends in an hour, tomorrow morning or on the Monday that follows", () => {
  const friday = new Date(2026, 10, 20, 16, 30);
  expect(until(friday)).toEqual([new Date(2026, 10, 20, 17, 30), new Date(2026, 10, 21, 9), new Date(2026, 10, 23, 9)]);
});

test("on a Monday the next one is meant, on a Sunday the day after", () => {
  expect(until(new Date(2026, 10, 23, 8))[2]).toEqual(new Date(2026, 10, 30, 9));
  expect(until(new Date(2026, 10, 22, 8))[2]).toEqual(new Date(2026, 10, 23, 9));
});
