import { expect, test } from "vitest";
import { rowsAsText } from "./rows-as-text.ts";

const columns = [
  { header: "Business", text: ({ name }: { name: string | null; count: number }) => name },
  { header: "Events", text: ({ count }: { name: string | null; count: number }) => count },
];

test("rows become lines of tab separated cells under their headers", () => {
  const rows = [
    { name: "Blue Door", count: 3 },
    { name: null, count: -1 },
  ];
  expect(rowsAsText(rows, columns)).toBe("Business\tEvents\nBlue Door\t3\n\t-1");
});

test("a text neither breaks out of its cell nor runs as a formula", () => {
  const rows = [{ name: "a\tb\r\nc", count: 1 }, ...["=1+1", "@x", "+1", "-1"].map((name) => ({ name, count: 0 }))];
  const cells = rowsAsText(rows, columns)
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t")[0]);
  expect(cells).toEqual(["a b c", "'=1+1", "'@x", "'+1", "'-1"]);
});
