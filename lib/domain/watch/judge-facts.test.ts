import { describe, expect, test } from "vitest";
import { judgeDeadLetters, judgeDestination } from "./judge-destinations.ts";
import { judgeProcess } from "./judge-process.ts";
import { judgeExpirations, judgeQuiet, judgeRejections, judgeTaxPayments } from "./judge-sources.ts";
import { WATCH_TIMES } from "./watch-times.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const SOURCE = { id: "1", slug: "asset", name: "Asset" };

test("silence counts from the last event, or from the enabling if that was later", () => {
  const fact = { ...SOURCE, quietAfterMinutes: 30, countsFrom: minutesAgo(600) };
  expect(judgeQuiet({ ...fact, lastEventAt: minutesAgo(30) }, NOW)).toMatchObject({
    state: "alarming",
    since: minutesAgo(30),
    title: "Asset has sent no event for 30 min",
  });
  expect(judgeQuiet({ ...fact, lastEventAt: minutesAgo(4) }, NOW)).toMatchObject({
    state: "ok",
    now: "quiet for 4 min, tells after 30 min",
  });
  expect(judgeQuiet({ ...fact, lastEventAt: minutesAgo(500), countsFrom: minutesAgo(29) }, NOW).state).toBe("ok");
  expect(judgeQuiet({ ...fact, lastEventAt: null }, NOW).state).toBe("alarming");
});

test("three rejections without an acceptance are an alert, fewer keep one open, and one acceptance ends it", () => {
  const fact = { ...SOURCE, firstRejectedAt: NOW, cause: "bad_signature" };
  const stateOf = (rejected: number, accepted: number) => judgeRejections({ ...fact, rejected, accepted }, NOW).state;
  expect([stateOf(3, 0), stateOf(2, 0), stateOf(0, 0), stateOf(99, 1)]).toEqual(["alarming", "undecided", "ok", "ok"]);
});

describe("a destination", () => {
  const fact = { id: "1", name: "Ledger", sparedSince: null, firstFailedAt: NOW, lastOutcome: null };
  const judge = (change: object) =>
    judgeDestination({ ...fact, succeeded: 0, failed: 0, hasWaiting: false, ...change }, NOW);

  test("fails when it is spared, or when five attempts failed and none succeeded", () => {
    expect(judge({ sparedSince: NOW }).state).toBe("alarming");
    expect(judge({ failed: 5 }).state).toBe("alarming");
    expect(judge({ failed: 5, succeeded: 1 }).state).toBe("ok");
    expect(judge({ failed: 4 }).state).toBe("ok");
  });

  test("has not recovered while deliveries wait and none succeeded", () => {
    expect(judge({ hasWaiting: true }).state).toBe("undecided");
    expect(judge({ hasWaiting: true, succeeded: 1 })).toMatchObject({
      state: "ok",
      recovery: "Ledger takes deliveries again",
    });
    expect(judge({})).toMatchObject({ state: "ok", recovery: "Nothing is being tried at Ledger any more" });
  });

  test("is described by how it fails, without an address", () => {
    expect(judge({ sparedSince: NOW, lastOutcome: "connect_refused" }).title).toBe(
      "Ledger keeps failing and is spared until it is back: it refuses connections",
    );
    expect(judge({ sparedSince: NOW, lastOutcome: "of another version" }).title).not.toContain("version");
  });

  test("whose dead letters may lie beyond those counted is undecided", () => {
    const dead = { id: "1", name: "Ledger", count: 0, oldestAt: null };
    expect(judgeDeadLetters({ ...dead, isCut: true }, NOW).state).toBe("undecided");
    expect(judgeDeadLetters({ ...dead, isCut: false }, NOW).state).toBe("ok");
  });
});

test("a process is down after 30 s of silence, unless it was stopped or the watch has only begun", () => {
  const judge = (seconds: number, isStopped: boolean, watchingMinutes: number) =>
    judgeProcess(
      { process: "worker", lastBeatAt: new Date(NOW.getTime() - seconds * 1000), isStopped },
      minutesAgo(watchingMinutes),
      WATCH_TIMES,
      NOW,
    ).state;
  expect([judge(31, false, 10), judge(30, false, 10)]).toEqual(["alarming", "ok"]);
  expect([judge(9999, true, 10), judge(31, false, 0)]).toEqual(["ok", "undecided"]);
});

test("many expiries are over when they are half as many", () => {
  const stateOf = (expired: number) => judgeExpirations({ ...SOURCE, expired, firstAt: NOW }, 10, NOW).state;
  expect([10, 9, 5, 4].map(stateOf)).toEqual(["alarming", "undecided", "undecided", "ok"]);
});

test("a tax payment in error is told once, and is over when no other followed for an hour", () => {
  const judge = (minutes: number, isOpen: boolean) => {
    const at = minutesAgo(minutes);
    return judgeTaxPayments({ ...SOURCE, entered: 1, firstAt: at, lastAt: at, isOpen }, NOW).state;
  };
  expect([judge(59, false), judge(59, true), judge(60, true)]).toEqual(["alarming", "alarming", "ok"]);
  // It became known late, for instance as the worker was down.
  expect(judge(90, false)).toBe("alarming");
});
