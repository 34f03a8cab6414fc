import { expect, test } from "vitest";
import { parseJsonDocument } from "#lib/domain/json-document.ts";
import { displayText, leafText, nodeText } from "./payload-text.ts";

test.each(["9007199254740993", "1e400", "-0", "1.10"])("the number %s is shown exactly as sent", (lexeme) => {
  expect(leafText({ kind: "number", lexeme }, 10)).toBe(lexeme);
});

test("a long string is clipped and says so", () => {
  expect(leafText({ kind: "string", value: "x".repeat(50) }, 5)).toBe('"xxxxx…"');
});

test("half a character pair, NUL and marks that turn the reading direction become visible", () => {
  expect(displayText("a\ud800b\u0000c\u202ed")).toBe("a\ufffdb\u2400c\\u202ed");
});

test("a copied value keeps repeated keys, order and number texts", () => {
  const reading = parseJsonDocument('{"b":1.10,"b":[1e400,{}],"a":"x"}');
  expect(reading.kind === "document" && nodeText(reading.root)).toBe(
    '{\n  "b": 1.10,\n  "b": [\n    1e400,\n    {}\n  ],\n  "a": "x"\n}',
  );
});
