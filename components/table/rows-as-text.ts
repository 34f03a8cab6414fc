import type { CopyColumn } from "./copy-column.ts";

/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@]/;

/** The rows as tab separated text with a line of headers, ready for a spreadsheet. */
export function rowsAsText<Row>(rows: readonly Row[], columns: readonly CopyColumn<Row>[]): string {
  const lines = [
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map(({ text }) => cellText(text(row)))),
  ];
  return lines.map((cells) => cells.join("\t")).join("\n");
}

function cellText(value: string | number | null): string {
  if (typeof value === "number") return String(value);
  const text = (value ?? "").replaceAll(/[\t\r\n]+/g, " ");
  return FORMULA.test(text) ? `'${text}` : text;
}
