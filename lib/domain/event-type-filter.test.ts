import { expect, test } from "vitest";
import { matchesEventType, parseEventTypeFilter } from "./event-type-filter.ts";

test.each([
  [[], "ANY", true],
  [["PLAID_*"], "PLAID_CONNECTED", true],
  [["PLAID_*"], "PLAID_", true],
  [["PLAID_*"], "XPLAID_A", false],
  [["A", "B"], "B", true],
  [["A"], "a", false],
  [["A"], "AB", false],
  [["*_DONE"], "TASK_DONE", true],
  [["*_DONE"], "TASK_DONE_NOT", false],
  [["*A*B*"], "xAyBz", true],
  [["*A*B*"], "xByAz", false],
  [["A_B"], "AxB", false],
  [["*"], "", true],
])("patterns %j on the type %s: %s", (patterns, type, expected) => {
  expect(matchesEventType(patterns, type)).toBe(expected);
});

test("an event without a type goes only where every event goes", () => {
  expect([matchesEventType([], null), matchesEventType(["*"], null), matchesEventType(["A"], null)]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a hostile pattern costs no noticeable time", () => {
  const startedAt = performance.now();
  expect(matchesEventType([`${"a*".repeat(60)}b`], "a".repeat(5000))).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test("patterns are checked, trimmed and kept once", () => {
  expect(parseEventTypeFilter([" PLAID_* ", "PLAID_*", "TASK"])).toEqual({ kind: "ok", patterns: ["PLAID_*", "TASK"] });
  expect(parseEventTypeFilter(["a b"]).kind).toBe("invalid");
  expect(parseEventTypeFilter([""]).kind).toBe("invalid");
});
