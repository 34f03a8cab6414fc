import { expect, test } from "vitest";
import { rowsBetween } from "./rows-between.ts";

const IDS = ["a", "b", "c", "d"];

test("a range is the rows between two of them, in whichever order they were chosen", () => {
  expect(rowsBetween(IDS, "b", "d")).toEqual(["b", "c", "d"]);
  expect(rowsBetween(IDS, "d", "b")).toEqual(["b", "c", "d"]);
  expect(rowsBetween(IDS, "c", "c")).toEqual(["c"]);
});

test("a range that has no beginning on this page is its last row", () => {
  expect(rowsBetween(IDS, undefined, "c")).toEqual(["c"]);
  expect(rowsBetween(IDS, "gone", "c")).toEqual(["c"]);
});
