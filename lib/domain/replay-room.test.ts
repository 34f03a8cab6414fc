import { expect, test } from "vitest";
import { type ReplayTraffic, replayRoom } from "./replay-room.ts";

const IDLE: ReplayTraffic = {
  left: 100_000,
  ahead: 0,
  isPaused: false,
  isSpared: false,
  concurrency: 4,
  destinationRate: null,
  rate: null,
  dueMs: 1000,
  perSecond: 0,
};

test("a replay begins small, and from then on keeps half a second of work ahead of what the destination takes", () => {
  expect(replayRoom(IDLE)).toBe(16);
  expect(replayRoom({ ...IDLE, perSecond: 300 })).toBe(150);
  expect(replayRoom({ ...IDLE, perSecond: 300, ahead: 100 })).toBe(50);
  expect(replayRoom({ ...IDLE, perSecond: 300, ahead: 900 })).toBe(0);
  expect(replayRoom({ ...IDLE, perSecond: 50_000 })).toBe(2000);
});

test("it queues no more than is left", () => {
  expect(replayRoom({ ...IDLE, left: 3 })).toBe(3);
});

test("a slow destination has at most half a second of its rate waiting, and always one", () => {
  expect(replayRoom({ ...IDLE, destinationRate: 6 })).toBe(3);
  expect(replayRoom({ ...IDLE, destinationRate: 6, concurrency: 1, ahead: 3 })).toBe(0);
  expect(replayRoom({ ...IDLE, concurrency: 1, rate: 1 })).toBe(1);
});

test("with a rate it queues what the time since the last batch allows", () => {
  expect(replayRoom({ ...IDLE, rate: 20, dueMs: 100 })).toBe(2);
  expect(replayRoom({ ...IDLE, rate: 20, dueMs: 40 })).toBe(0);
  expect(replayRoom({ ...IDLE, rate: 20, dueMs: -500 })).toBe(0);
  expect(replayRoom({ ...IDLE, rate: 20, dueMs: null })).toBe(1);
});

test("a paused destination gets nothing, and one that is spared a single delivery to find out with", () => {
  expect(replayRoom({ ...IDLE, isPaused: true })).toBe(0);
  expect(replayRoom({ ...IDLE, isSpared: true })).toBe(1);
  expect(replayRoom({ ...IDLE, isSpared: true, ahead: 1 })).toBe(0);
});
