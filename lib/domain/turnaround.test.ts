import { expect, test } from "vitest";
import { turnaround } from "./turnaround.ts";

test("a business that never completed a list has no turnaround", () => {
  expect(turnaround([])).toBeNull();
});

test("one round is its own median and worst", () => {
  expect(turnaround([90])).toEqual({ rounds: 1, lastSeconds: 90, p50Seconds: 90, p90Seconds: 90 });
});

test("half of the rounds took at most p50, nine tenths at most p90, whatever their order", () => {
  const seconds = [100, 10, 50, 30, 20, 90, 80, 40, 70, 60];
  expect(turnaround(seconds)).toEqual({ rounds: 10, lastSeconds: 60, p50Seconds: 50, p90Seconds: 90 });
});
