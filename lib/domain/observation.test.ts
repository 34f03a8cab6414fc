import { expect, test } from "vitest";
import { judgeCheckedAt } from "./observation.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const at = (ms: number) => new Date(NOW.getTime() + ms);

test("a check of the last thirty days counts from when it was made", () => {
  expect(judgeCheckedAt(at(-30 * DAY), NOW)).toEqual({ kind: "ok", at: at(-30 * DAY) });
});

test("a clock that is seconds ahead means now", () => {
  expect(judgeCheckedAt(at(30 * SECOND), NOW)).toEqual({ kind: "ok", at: NOW });
});

test.each([61 * SECOND, -30 * DAY - 1])("a check %d ms from now is refused", (ms) => {
  expect(judgeCheckedAt(at(ms), NOW).kind).toBe("refused");
});
