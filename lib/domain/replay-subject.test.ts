import { expect, test } from "vitest";
import { fixFilterTimes } from "./fix-filter-times.ts";
import { replaySubject } from "./replay-subject.ts";

const filter = (given: object) => ({ kind: "filter", filter: given }) as const;

test("the same replay is the same however it was written down", () => {
  const one = replaySubject(filter({ type: "A, B", source: "asset", from: "-2h" }));
  expect(replaySubject(filter({ from: "-2h", source: "asset", type: "B,A" }))).toBe(one);
  const events = replaySubject({ kind: "events", eventIds: ["b", "a"] });
  expect(replaySubject({ kind: "events", eventIds: ["a", "b", "a"] })).toBe(events);
});

test("another filter or other events are another replay", () => {
  const all = [
    replaySubject(filter({})),
    replaySubject(filter({ type: "A" })),
    replaySubject(filter({ from: "-2h" })),
    replaySubject({ kind: "events", eventIds: ["a"] }),
    replaySubject({ kind: "events", eventIds: [] }),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test("spans of a filter become the instants that they meant", () => {
  const now = new Date("2026-11-22T03:00:00.000Z");
  expect(fixFilterTimes({ type: "A", from: "-2h", to: "2026-11-22" }, now)).toEqual({
    type: "A",
    from: "2026-11-22T01:00:00.000Z",
    to: "2026-11-22T00:00:00.000Z",
  });
});
