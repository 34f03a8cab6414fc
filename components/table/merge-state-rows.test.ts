import { expect, test } from "vitest";
import { mergeStateRows } from "./merge-state-rows.ts";

interface Row {
  key: string;
  state: string;
}

const rowOf = (key: string, state = "expired"): Row => ({ key, state });
const keyOf = ({ key }: Row) => key;
const shown = [rowOf("a"), rowOf("b"), rowOf("c")];

test("a row that changed is shown as it is now, where it stood", () => {
  const now = { data: [rowOf("c"), rowOf("b", "connected"), rowOf("a")], nextCursor: null };
  const merged = mergeStateRows(shown, now, keyOf);
  expect(merged).toEqual({ rows: [rowOf("a"), rowOf("b", "connected"), rowOf("c")], added: 0, gone: 0 });
});

test("rows that came and rows that left are counted and move nothing", () => {
  const now = { data: [rowOf("n"), rowOf("a"), rowOf("c")], nextCursor: null };
  expect(mergeStateRows(shown, now, keyOf)).toEqual({ rows: shown, added: 1, gone: 1 });
});

test("a row pushed over the end of a full page is not gone", () => {
  const now = { data: [rowOf("n"), rowOf("a"), rowOf("b")], nextCursor: "more" };
  expect(mergeStateRows(shown, now, keyOf)).toMatchObject({ added: 1, gone: 0 });
});

test("a row that moved up from the page behind is not new", () => {
  const now = { data: [rowOf("a"), rowOf("c"), rowOf("d")], nextCursor: "more" };
  expect(mergeStateRows(shown, now, keyOf)).toMatchObject({ added: 0, gone: 1 });
});

test("a list that was replaced altogether says so", () => {
  const now = { data: [rowOf("x"), rowOf("y"), rowOf("z")], nextCursor: "more" };
  expect(mergeStateRows(shown, now, keyOf)).toMatchObject({ rows: shown, added: 3, gone: 3 });
});
