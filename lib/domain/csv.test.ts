import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test.each([
  '=HYPERLINK("https://evil.example","x")',
  "+1",
  "-1+1",
  "@SUM(A1)",
  "\tx",
  "\rx",
  "\nx",
  " =1",
  "＝1",
  "＋1",
  "－1",
  "＠SUM",
  "-",
  "-1e9x",
])("U05: the cell %j cannot run as a formula", (cell) => {
  expect(csvLine([cell])).toBe(`"'${cell.replaceAll('"', '""')}"\r\n`);
});

test.each([
  ["-1", "-1"],
  ["-12.50", "-12.50"],
  [-7, "-7"],
  [0, "0"],
  [true, "true"],
  [null, ""],
  ["biz_1", "biz_1"],
  ["Zoë 😀", "Zoë 😀"],
  ["a-1", "a-1"],
])("U05: %j stays as it is", (cell, text) => {
  expect(csvLine([cell])).toBe(`${text}\r\n`);
});

test.each(['say "hi"', "a,b", "a;b", "a\r\nb", "a\tb"])("U05: %j is one quoted cell", (cell) => {
  expect(csvLine(["x", cell, "y"])).toBe(`x,"${cell.replaceAll('"', '""')}",y\r\n`);
});
