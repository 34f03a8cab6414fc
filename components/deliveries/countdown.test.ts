import { expect, test } from "vitest";
import { countdown } from "./countdown.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const after = (seconds: number) => countdown(new Date(NOW + seconds * 1000).toISOString(), NOW);

test("a countdown shows the two largest units and never zero", () => {
  expect([0.4, 59, 252, 11_100, 187_200].map(after)).toEqual(["1 s", "59 s", "4 m 12 s", "3 h 5 m", "2 d 4 h"]);
});

test("once the time has come there is nothing to count", () => {
  expect([0, -5].map(after)).toEqual([null, null]);
});
