import { expect, test } from "vitest";
import { type Gap, secondsWithoutDoor } from "./outage.ts";

const gap = (process: Gap["process"], from: number, to: number): Gap => ({ process, from: from * 1000, to: to * 1000 });
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

test("a worker that is down closes no door", () => {
  const worker = gap("worker", 100, 200);
  expect(secondsWithoutDoor(worker, [worker], BOTH, NOW)).toBe(0);
});

test("a gap that lasts counts up to now", () => {
  const gaps = [gap("receiver", 9_000, Infinity), gap("console", 9_500, Infinity)];
  expect(secondsWithoutDoor({ process: "receiver", from: 9_000_000, to: Infinity }, gaps, BOTH, NOW)).toBe(500);
});
