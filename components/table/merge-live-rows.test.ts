import { expect, test } from "vitest";
import { mergeLiveRows } from "./merge-live-rows.ts";

const shown = [
  { id: "c", status: "pending" },
  { id: "b", status: "pending" },
];

test("rows keep their places and take what they are now", () => {
  const now = {
    data: [
      { id: "d", status: "pending" },
      { id: "c", status: "succeeded" },
    ],
    nextCursor: "x",
  };
  expect(mergeLiveRows(shown, now).rows).toEqual([
    { id: "c", status: "succeeded" },
    { id: "b", status: "pending" },
  ]);
});

test("only rows above the first one count as new", () => {
  const now = { data: ["e", "d", "c", "b", "a"].map((id) => ({ id, status: "pending" })), nextCursor: null };
  expect(mergeLiveRows(shown, now)).toMatchObject({ newCount: 2, isMore: false });
});

test("a whole page of new rows says that there may be more", () => {
  const now = { data: ["f", "e"].map((id) => ({ id, status: "pending" })), nextCursor: "x" };
  expect(mergeLiveRows(shown, now)).toMatchObject({ newCount: 2, isMore: true });
});

test("above an empty list everything is new", () => {
  const now = { data: [{ id: "a", status: "pending" }], nextCursor: null };
  expect(mergeLiveRows([], now)).toMatchObject({ rows: [], newCount: 1, isMore: false });
});
