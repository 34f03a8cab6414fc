import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "./read-csv.ts";

const records = (text: string) => {
  const csv = readCsv(text);
  return csv.kind === "ok" ? csv.records : csv.message;
};

test.each([
  [
    "a,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "\ufeffa;b\r\n1;2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a\tb\r1\t2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    'a,b\n"x, ""y""\nz",',
    [
      ["a", "b"],
      ['x, "y"\nz', ""],
    ],
  ],
  [
    '"a;x",b\n1,2',
    [
      ["a;x", "b"],
      ["1", "2"],
    ],
  ],
  ["a,b\n\n1,2", [["a", "b"], [""], ["1", "2"]]],
  [
    "a;b\n1,5;2",
    [
      ["a", "b"],
      ["1,5", "2"],
    ],
  ],
  ["", []],
])("%j is read", (text, expected) => {
  expect(records(text)).toEqual(expected);
});

test.each([
  ['a,b\n1,"2', "row 2: a quoted value does not end."],
  ['a,b\n1,"2"x', "row 2: text follows the closing quote of a value."],
  ['a,b\n1,2"', 'row 2: a value holds a " without being quoted.'],
  ['a,b\n"1\n2",3\n4"', 'row 3: a value holds a " without being quoted.'],
])("%j is refused with its row", (text, message) => {
  expect(records(text)).toBe(message);
});

test("whatever is written as RFC 4180 says comes back", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", ",", ";", '"', "\n", "\r", " ", "é", "🙂") });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 5 }), (rows) => {
      const text = [["h", "i"], ...rows]
        .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","))
        .join("\r\n");
      expect(records(text)).toEqual([["h", "i"], ...rows]);
    }),
  );
});
