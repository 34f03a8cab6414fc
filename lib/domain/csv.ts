export type CsvValue = string | number | boolean | null;

/** The columns of an export: a heading and what stands under it. */
export type CsvColumns<Row> = readonly (readonly [heading: string, read: (row: Row) => CsvValue])[];

/** A spreadsheet takes a cell that begins so for a formula, full-width forms included. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
const PLAIN_NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
const NEEDS_QUOTES = /[",;\r\n\t]/;

/** A line of RFC 4180, its line end included. No cell of it is a formula to a spreadsheet. */
export function csvLine(cells: readonly CsvValue[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: CsvValue): string {
  const text = value === null ? "" : String(value);
  const isFormula = FORMULA.test(text) && !PLAIN_NUMBER.test(text);
  if (isFormula) return quote(`'${text}`);
  return NEEDS_QUOTES.test(text) ? quote(text) : text;
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
