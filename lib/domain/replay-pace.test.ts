import { expect, test } from "vitest";
import { replaySeconds, replaySecondsLeft } from "./replay-pace.ts";

const RUNNING = {
  status: "running",
  processed: 100,
  total: 400,
  secondsRunning: 10,
  secondsAtRate: null,
  isWaiting: false,
} as const;

test("what is left takes as long as what was done took, and not less than its rate demands", () => {
  expect(replaySecondsLeft(RUNNING)).toBe(30);
  expect(replaySecondsLeft({ ...RUNNING, secondsAtRate: 60 })).toBe(60);
  expect(replaySecondsLeft({ ...RUNNING, processed: 0, secondsAtRate: 60 })).toBe(60);
});

test("nothing is estimated without anything to go by, nor once it is over", () => {
  expect(replaySecondsLeft({ ...RUNNING, processed: 0 })).toBeNull();
  expect(replaySecondsLeft({ ...RUNNING, status: "completed" })).toBeNull();
  expect(replaySecondsLeft({ ...RUNNING, processed: 400 })).toBeNull();
  expect(replaySecondsLeft({ ...RUNNING, secondsAtRate: 60, isWaiting: true })).toBeNull();
});

test("the duration follows the lowest of the rates and what was achieved", () => {
  const pace = { rate: null, destinationRate: null, concurrency: 4, attemptMs: null };
  expect(replaySeconds(100, pace)).toBeNull();
  expect(replaySeconds(0, pace)).toBe(0);
  expect(replaySeconds(100, { ...pace, rate: 10 })).toBe(10);
  expect(replaySeconds(100, { ...pace, rate: 10, destinationRate: 5 })).toBe(20);
  expect(replaySeconds(100, { ...pace, rate: 10, attemptMs: 1000 })).toBe(25);
});
