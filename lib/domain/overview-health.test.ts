import { expect, test } from "vitest";
import { judgeDestination, judgeSource, percentile, usualRate } from "./overview-health.ts";

const now = new Date("2026-01-31T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const keys = { kind: "ok" as const, text: "", count: 1, refreshedAt: null, failedSince: null, error: null };
const source = {
  status: "enabled" as const,
  keys,
  lastEventAt: ago(1),
  rejectedLastHour: 0,
  acceptedLastHour: 9,
  usualPerHour: 20,
};

test("silence is called quiet once five events are missing and ten minutes have passed", () => {
  expect(judgeSource({ ...source, lastEventAt: ago(14) }, now)).toBe("ok");
  expect(judgeSource({ ...source, lastEventAt: ago(15) }, now)).toBe("quiet");
  expect(judgeSource({ ...source, usualPerHour: 6000, lastEventAt: ago(9) }, now)).toBe("ok");
  expect(judgeSource({ ...source, usualPerHour: 0.1, lastEventAt: ago(600) }, now)).toBe("ok");
});

test("what keeps a source from working comes before how busy it is", () => {
  expect(judgeSource({ ...source, status: "disabled", keys: { ...keys, kind: "none" } }, now)).toBe("disabled");
  expect(judgeSource({ ...source, keys: { ...keys, kind: "none" } }, now)).toBe("no_keys");
  expect(judgeSource({ ...source, rejectedLastHour: 10 }, now)).toBe("rejecting");
  expect(judgeSource({ ...source, lastEventAt: null }, now)).toBe("waiting");
});

const destination = {
  paused: false,
  succeededLastHour: 99,
  failedLastHour: 0,
  pending: 5,
  retrying: 0,
  deadLettered: 0,
  oldestDueAt: null,
  succeeded: 500,
};

test("a destination fails by share of attempts, or when something waits for a retry", () => {
  expect(judgeDestination(destination, now)).toBe("ok");
  expect(judgeDestination({ ...destination, failedLastHour: 11 }, now)).toBe("failing");
  expect(judgeDestination({ ...destination, failedLastHour: 1 }, now)).toBe("ok");
  expect(judgeDestination({ ...destination, failedLastHour: 99, pending: 0 }, now)).toBe("ok");
  expect(judgeDestination({ ...destination, retrying: 1 }, now)).toBe("failing");
  expect(judgeDestination({ ...destination, oldestDueAt: ago(6) }, now)).toBe("behind");
  expect(judgeDestination({ ...destination, deadLettered: 1 }, now)).toBe("dead_letters");
});

test("the usual rate needs six hours, and falls back to the mean where most hours are empty", () => {
  expect(usualRate([5, 5, 5, 5, 5])).toBeNull();
  expect(usualRate([10, 14, 20, 31, 40, 20, 18, 22])).toMatchObject({ perHour: 20, low: 18, high: 31 });
  expect(usualRate([0, 0, 0, 0, 0, 6])?.perHour).toBe(1);
});

test("a percentile is the bound below which that share stayed", () => {
  const buckets = [
    { upToMs: 10, count: 4 },
    { upToMs: 1, count: 50 },
    { upToMs: 3, count: 45 },
    { upToMs: 500, count: 1 },
  ];
  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(buckets, share))).toEqual([1, 3, 10, 500]);
  expect(percentile([], 0.5)).toBeNull();
});
