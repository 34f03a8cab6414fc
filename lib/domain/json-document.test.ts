import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJsonDocument } from "./json-document.ts";
import { memberOf } from "./json-node.ts";

function documentOf(text: string) {
  const reading = parseJsonDocument(text);
  if (reading.kind === "invalid") throw new Error(`${text} is invalid at ${reading.at}`);
  return reading;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("what is kept", () => {
  test("numbers keep the text they were written with", () => {
    const { root } = documentOf("[1.10, -0, 1E5, 9007199254740993, 1e400]");
    const lexemes = root.kind === "array" ? root.items.map((item) => item.kind === "number" && item.lexeme) : [];
    expect(lexemes).toEqual(["1.10", "-0", "1E5", "9007199254740993", "1e400"]);
  });

  test("keys keep the order they were sent in, integer-like ones too", () => {
    const { root } = documentOf('{"b":1,"10":2,"a":3,"2":4}');
    expect(root.kind === "object" && root.members.map((member) => member.key)).toEqual(["b", "10", "a", "2"]);
  });

  test("repeated keys stay, all but the last marked as superseded, and the last is found", () => {
    const { root, flags } = documentOf('{"a":1,"b":2,"\\u0061":3}');
    expect(root.kind === "object" && root.members.map((member) => [member.key, member.superseded])).toEqual([
      ["a", true],
      ["b", false],
      ["a", false],
    ]);
    expect(memberOf(root, "a")).toEqual({ kind: "number", lexeme: "3" });
    expect(flags).toEqual(["duplicate_keys"]);
  });

  test("strings are decoded to UTF-16 units without normalisation", () => {
    const { root } = documentOf('"\\u00e9\\ud83d\\uDE00\\/\\b\\f\\n\\r\\t\\"\\\\ e\u0301"');
    expect(root).toEqual({ kind: "string", value: 'é😀/\b\f\n\r\t"\\ e\u0301' });
  });

  test("__proto__ is an ordinary key with a flag", () => {
    const { root, flags } = documentOf('{"__proto__":{"isAdmin":true}}');
    expect(memberOf(memberOf(root, "__proto__"), "isAdmin")).toEqual({ kind: "boolean", value: true });
    expect(memberOf(root, "isAdmin")).toBeUndefined();
    expect(flags).toEqual(["proto_key"]);
  });
});

describe("flags", () => {
  test.each([
    ['{"a":"\\u0000"}', ["nul"]],
    ['{"\\u0000":1}', ["nul"]],
    ['"\\ud800"', ["lone_surrogate"]],
    ['"\\ude00\\ud83d"', ["lone_surrogate"]],
    ['"\\ud83d\\ude00"', []],
    ['"\ud800"', ["lone_surrogate"]],
    ["9007199254740991", []],
    ["9007199254740992", ["unsafe_integer"]],
    ["-9007199254740993", ["unsafe_integer"]],
    ["9007199254740993.0", []],
    ["1e400", []],
  ])("%s carries %j", (text, flags) => {
    expect(documentOf(text).flags).toEqual(flags);
  });
});

describe("what is refused", () => {
  test.each(["", " ", "{", "[1,]", '{"a":1,}', '{"a" 1}', "{a:1}", "01", "1.", ".5", "+1", "-", "1e", "NaN", "tru"])(
    "%j is not JSON",
    (text) => {
      expect(parseJsonDocument(text)).toMatchObject({ kind: "invalid", problem: "not_json" });
    },
  );

  test.each(['"\\x41"', '"\\u12_3"', '"\\u+123"', '"\\U0041"', '"a\tb"', '"a', "'a'", "\ufeff{}", "{}\u00a0", "[1]]"])(
    "%j is not JSON",
    (text) => {
      expect(parseJsonDocument(text)).toMatchObject({ kind: "invalid", problem: "not_json" });
    },
  );

  test("64 levels are read and the 65th is too deep", () => {
    expect(parseJsonDocument("[".repeat(64) + "]".repeat(64)).kind).toBe("document");
    const tooDeep = "[".repeat(65) + "]".repeat(65);
    expect(parseJsonDocument(tooDeep)).toEqual({ kind: "invalid", problem: "too_deep", at: 64 });
    expect(parseJsonDocument('{"a":'.repeat(65))).toMatchObject({ problem: "too_deep" });
  });

  test("R46: 100,000 opening brackets cost neither memory nor the stack", () => {
    const text = "[".repeat(100_000);
    const before = process.memoryUsage().heapUsed;
    for (let round = 0; round < 100; round += 1) {
      expect(parseJsonDocument(text)).toEqual({ kind: "invalid", problem: "too_deep", at: 64 });
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * 1024 * 1024);
  });
});

describe("against the engine's own parser", () => {
  const jsonText = fc.json({ maxDepth: 6 });
  const damaged = fc
    .tuple(jsonText, fc.nat(), fc.nat(3), fc.constantFrom("", '"', "\\", "{", "]", ",", "0", "e", ".", "\u0001", "é"))
    .map(([text, place, cut, patch]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + patch + text.slice(at + cut);
    });

  test("exactly the same texts are accepted", () => {
    fc.assert(
      fc.property(fc.oneof(jsonText, damaged), (text) => {
        expect(parseJsonDocument(text).kind === "document").toBe(isJson(text));
      }),
      { numRuns: 3000 },
    );
  });
});
