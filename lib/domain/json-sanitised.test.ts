import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJsonDocument } from "./json-document.ts";
import { sanitisedJson, sanitisedText } from "./json-sanitised.ts";

function sanitise(text: string): string {
  const reading = parseJsonDocument(text);
  if (reading.kind === "invalid") throw new Error(`${text} is invalid at ${reading.at}`);
  return sanitisedJson(reading);
}

describe("what jsonb refuses or changes is replaced", () => {
  test.each([
    ["a NUL, in keys and values", '{"a\\u0000":"\\u0000b"}', '{"a␀":"␀b"}'],
    ["a lone surrogate", '["\\ud800x","\\ud83d\\ude00"]', '["\ufffdx","😀"]'],
    ["R44: numbers that cannot be held", "[1e400,-1e400,9007199254740993]", '["1e400","-1e400","9007199254740993"]'],
    ["a number too small to hold", "[1e-20000,1e-400,0e5,0.0]", '["1e-20000","1e-400",0e5,0.0]'],
    ["repeated keys, of which the last stays", '{"a":1,"b":2,"a":3}', '{"b":2,"a":3}'],
  ])("%s", (_, sent, stored) => {
    expect(sanitise(sent)).toBe(stored);
  });

  test("a number of hundreds of digits becomes a text", () => {
    const digits = `0.${"1".repeat(20_000)}`;
    expect(sanitise(`[${digits}]`)).toBe(`["${digits}"]`);
  });

  test("numbers that are safe stay exactly as written", () => {
    expect(sanitise("[1.10,-0,1E5,9007199254740991,1e308]")).toBe("[1.10,-0,1E5,9007199254740991,1e308]");
  });

  test("__proto__ stays a member and pollutes nothing", () => {
    const stored = sanitise('{"__proto__":{"isAdmin":true}}');
    expect(stored).toBe('{"__proto__":{"isAdmin":true}}');
    expect(Object.hasOwn(JSON.parse(stored), "__proto__")).toBe(true);
  });
});

test("the copy of an ordinary body means what was sent", () => {
  const ordinary = fc.jsonValue({ maxDepth: 5, noUnicodeString: false });
  fc.assert(
    fc.property(ordinary, (value) => {
      const text = JSON.stringify(value);
      fc.pre(!text.includes("\\u0000") && !/\\ud[89a-f]/i.test(text));
      const small = text.replaceAll(/-?\d{16,}(?![.\d]|e)/g, "7");
      expect(JSON.parse(sanitise(small))).toEqual(JSON.parse(small));
    }),
  );
});

test("the copy never holds what PostgreSQL refuses", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
      (text) => {
        const stored = sanitise(JSON.stringify({ [text]: text }));
        expect(stored.isWellFormed()).toBe(true);
        expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(sanitisedText(text)).not.toContain("\u0000");
      },
    ),
  );
});
