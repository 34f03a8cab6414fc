import { expect, test } from "vitest";
import { parseJsonDocument } from "#lib/domain/json-document.ts";
import type { JsonNode } from "#lib/domain/json-node.ts";
import { visibleRows } from "./payload-row.ts";
import { leafText } from "./payload-text.ts";

test("keys keep the order sent, whatever they are called", () => {
  const rows = visibleRows(read('{"10":1,"9":2,"__proto__":3,"constructor":4,"":5}'), () => true);
  expect(rows.map((row) => row.key)).toEqual([null, "10", "9", "__proto__", "constructor", ""]);
});

test("of repeated keys every one is shown, and all but the last are marked", () => {
  const rows = visibleRows(read('{"a":1,"b":2,"a":3}'), () => true).slice(1);
  expect(rows.map((row) => [row.key, leafText(row.node, 10), row.superseded])).toEqual([
    ["a", "1", true],
    ["b", "2", false],
    ["a", "3", false],
  ]);
  expect(new Set(rows.map((row) => row.id)).size).toBe(3);
});

test("a path can be pasted into a filter, and odd keys are quoted in it", () => {
  const rows = visibleRows(read('{"content":{"accounts":[{"id":1}],"two words":2}}'), () => true);
  expect(rows.at(-2)?.path).toBe("content.accounts[0].id");
  expect(rows.at(-1)?.path).toBe('content["two words"]');
});

test("a closed row hides everything below it and nothing else", () => {
  const rows = visibleRows(read('{"a":{"b":1},"c":2}'), (row) => row.key !== "a");
  expect(rows.map((row) => row.key)).toEqual([null, "a", "c"]);
});

test("20,000 keys and 63 levels are listed in full", () => {
  const wide = `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":${index}`).join(",")}}`;
  const deep = `${'{"a":'.repeat(63)}1${"}".repeat(63)}`;
  expect(visibleRows(read(wide), () => true)).toHaveLength(20_001);
  expect(visibleRows(read(deep), () => true).at(-1)?.depth).toBe(63);
});

function read(text: string): JsonNode {
  const reading = parseJsonDocument(text);
  if (reading.kind === "invalid") throw new Error(`not readable: ${reading.problem}`);
  return reading.root;
}
