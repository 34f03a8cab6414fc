import { describe, expect, test } from "vitest";
import { canonicalisePythonJson } from "./python-json.ts";
import vectors from "./vectors/python-json-vectors.json" with { type: "json" };

function canonicalise(text: string) {
  return canonicalisePythonJson(Buffer.from(text, "utf8"));
}

describe("R05: every vector made by CPython", () => {
  test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_, { body, dumps, policy }) => {
    const result = canonicalisePythonJson(Buffer.from(body, "base64"));
    if (policy === "canonicalise") expect(result).toMatchObject({ kind: "canonical", text: dumps });
    else expect(result.kind).toBe("rejected");
  });

  test("the file holds vectors of each policy", () => {
    expect(new Set(vectors.map((vector) => vector.policy))).toEqual(
      new Set(["canonicalise", "reject", "reject-stricter"]),
    );
  });
});

describe("the cause of a rejection", () => {
  test.each([
    ["not_utf8", Buffer.from([0x7b, 0xff, 0x7d])],
    ["not_utf8", Buffer.from('"\u00ed\u00a0\u0080"', "latin1")],
    ["bom", Buffer.from("\ufeff{}")],
    ["not_json", Buffer.from("{} {}")],
    ["not_json", Buffer.from("{}", "utf16le")],
    ["not_json", Buffer.alloc(0)],
    ["too_deep", Buffer.from("[".repeat(100_000))],
    ["number_out_of_range", Buffer.from('{"a":1e400}')],
    ["number_out_of_range", Buffer.from(`{"a":-${"1".repeat(4301)}}`)],
  ])("%s", (cause, bytes) => {
    expect(canonicalisePythonJson(bytes)).toEqual({ kind: "rejected", cause });
  });

  test("a text that holds U+FFFD itself is not mistaken for an unwritable number", () => {
    expect(canonicalise('{"\ufffd":"\ufffd"}')).toMatchObject({ kind: "canonical", text: '{"\\ufffd": "\\ufffd"}' });
  });
});

describe("details of Python's text", () => {
  test.each([
    ["[-0,-0e0,-1e-400]", "[0, -0.0, -0.0]"],
    [
      "[1.10,1E5,1e15,1e16,1e-4,1e-5,123456789012345678.0]",
      "[1.1, 100000.0, 1000000000000000.0, 1e+16, 0.0001, 1e-05, 1.2345678901234568e+17]",
    ],
    ['{"b":1,"10":1,"__proto__":{},"b":2}', '{"b": 2, "10": 1, "__proto__": {}}'],
    ['"\\u007F\u007f\u2028\\/"', '"\\u007f\\u007f\\u2028/"'],
    [`[${"9".repeat(4300)}]`, `[${"9".repeat(4300)}]`],
  ])("%s", (sent, text) => {
    expect(canonicalise(sent)).toMatchObject({ kind: "canonical", text });
  });

  test("the oddities of the raw body are reported although its canonical text hides them", () => {
    expect(canonicalise('{"a":1,"a":9007199254740993}')).toMatchObject({ flags: ["unsafe_integer", "duplicate_keys"] });
  });
});
