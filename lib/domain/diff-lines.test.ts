import { expect, test } from "vitest";
import { diffLines } from "./diff-lines.ts";

const shown = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: " ", removed: "-", added: "+" }[kind]}${text}`);

test("a changed line is removed and added, the lines around it stay", () => {
  expect(shown("a\nb\nc", "a\nx\nc")).toEqual([" a", "-b", "+x", " c"]);
});

test("lines that moved in between keep the longest common run", () => {
  expect(shown("1\n2\n3", "2\n3\n1")).toEqual(["-1", " 2", " 3", "+1"]);
});

test("nothing on one side adds or removes everything", () => {
  expect(shown("", "a\nb")).toEqual(["+a", "+b"]);
  expect(shown("a\r\nb", "")).toEqual(["-a", "-b"]);
  expect(shown("", "")).toEqual([]);
});

test("texts of thousands of lines are compared without looking at every pair", () => {
  const long = Array.from({ length: 5000 }, (_, line) => String(line)).join("\n");
  expect(shown(long, long)).toHaveLength(5000);
  expect(shown(long, "other")).toHaveLength(5001);
});
