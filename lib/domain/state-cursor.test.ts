import { expect, test } from "vitest";
import { decodeStateCursor, encodeStateCursor } from "./state-cursor.ts";

test("a cursor comes back as it was made, whatever its texts hold", () => {
  const cursor = { value: null, key: ["__proto__", "a\nb", "\u{1f600}", ""] };
  expect(decodeStateCursor(encodeStateCursor(cursor))).toEqual(cursor);
});

test.each([
  ["a value", { value: "a\0b", key: ["name"] }],
  ["an id", { value: null, key: ["name", "a\0b"] }],
])("a forged cursor with a NUL in %s is none", (_, cursor) => {
  expect(decodeStateCursor(encodeStateCursor(cursor))).toBeNull();
});
