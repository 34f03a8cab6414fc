import { expect, test } from "vitest";
import { type Gap, secondsWithoutDoor } from "./outage.ts";

const gap = (process: Gap["process"], from: number, to: number): Gap => ({
  process,
  from: from * 1000,
  to: to * 1000,
  wasCutOff: false,
});
const BOTH = ["receiver", "console", "worker"] as const;
const NOW = 10_000_000;

test("while the other door was up, nothing was missed", () => {
  const receiver = gap("receiver", 100, 200);
  expect(secondsWithoutDoor(receiver, [receiver, gap("console", 300, 400)], BOTH, NOW)).toBe(0);
});

test("only the time in which both doors were down counts", () => {
  const receiver = gap("receiver", 100, 200);
  const gaps = [receiver, gap("console", 50, 130), gap("console", 180, 900)];
  expect(secondsWithoutDoor(receiver, gaps, BOTH, NOW)).toBe(50);
});

test("a door that never ran was never up", () => {
  const receiver = gap("receiver", 100, 200);
  expect(secondsWithoutDoor(receiver, [receiver], ["receiver", "worker"], NOW)).toBe(100);
});

test("a door that ran on without the database was up, whatever happened to the other one", () => {
  const receiver = { ...gap("receiver", 100, 200), wasCutOff: true };
  const gaps = [receiver, gap("console", 50, 300), gap("worker", 100, 200)];
  expect(gaps.map((one) => secondsWithoutDoor(one, gaps, BOTH, NOW))).toEqual([0, 0, 0]);
  expect(secondsWithoutDoor(gap("worker", 50, 300), [gap("receiver", 50, 300), ...gaps.slice(1)], BOTH, NOW)).toBe(250);
});

test("a worker that is down closes no door", () => {
  const worker = gap("worker", 100, 200);
  expect(secondsWithoutDoor(worker, [worker], BOTH, NOW)).toBe(0);
});

test("a gap that lasts counts up to now", () => {
  const gaps = [gap("receiver", 9_000, Infinity), gap("console", 9_500, Infinity)];
  expect(secondsWithoutDoor(gap("receiver", 9_000, Infinity), gaps, BOTH, NOW)).toBe(500);
});
