import { expect, test } from "vitest";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";
import { judgeSetAside, judgeSpoolRefusal, judgeSpoolUse } from "./judge-spools.ts";

const NOW = new Date("2026-11-22T14:20:00.000Z");
const EMPTY: SpoolStatus = { state: "empty", waiting: 0, bytes: 0, since: null, setAside: 0, problem: null };
const since = (seconds: number) => new Date(NOW.getTime() - seconds * 1000).toISOString();
const kept = (seconds: number): SpoolStatus => ({ ...EMPTY, state: "keeping", waiting: 37, since: since(seconds) });
const fact = (spool: SpoolStatus, fullest = spool) => ({ process: "receiver" as const, spool, fullest });

test("a spool in use is told with what waits, but not for a moment's overload", () => {
  expect(judgeSpoolUse(fact(kept(9)), NOW).state).toBe("ok");
  expect(judgeSpoolUse(fact(kept(60)), NOW)).toMatchObject({
    state: "alarming",
    count: 37,
    title: "37 events spooled since 14:19 UTC: the receiver could not reach the database",
  });
});

test("what was drained before anybody looked is told all the same", () => {
  expect(judgeSpoolUse(fact(EMPTY, kept(300)), NOW)).toMatchObject({ state: "alarming", now: "nothing on disk" });
  expect(judgeSpoolUse(fact(EMPTY), NOW)).toMatchObject({
    state: "ok",
    recovery: "Everything that the receiver had spooled is stored",
  });
});

test("a door that can keep nothing is told with why", () => {
  expect(judgeSpoolRefusal(fact({ ...EMPTY, state: "refusing", problem: "The disk is full." }), NOW)).toMatchObject({
    state: "alarming",
    severity: "bad",
    title: "The receiver refuses webhooks: the disk is full",
  });
  expect(judgeSpoolRefusal(fact(kept(60)), NOW).state).toBe("ok");
});

test("what lies aside stays an alert until nothing does", () => {
  expect(judgeSetAside(fact({ ...EMPTY, setAside: 2 }), NOW)).toMatchObject({ state: "alarming", count: 2 });
  expect(judgeSetAside(fact(EMPTY), NOW).state).toBe("ok");
});
