import { CsvError, parse } from "csv-parse/sync";

export type CsvOutcome = { kind: "ok"; records: string[][] } | { kind: "invalid"; message: string };

const DELIMITERS = [",", ";", "\t"] as const;

const MISTAKES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quoted value does not end.",
  CSV_INVALID_CLOSING_QUOTE: "text follows the closing quote of a value.",
  INVALID_OPENING_QUOTE: 'a value holds a " without being quoted.',
};

/**
 * Comma, semicolon or tab separated values after RFC 4180, the delimiter being the one that the first line has most of.
 * Records are counted from 1, as a spreadsheet does; a malformed one is named, never guessed at.
 */
export function readCsv(text: string): CsvOutcome {
  const options = {
    bom: true,
    delimiter: delimiterOf(text),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
  };
  try {
    return { kind: "ok", records: parse(text, options) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const mistake = MISTAKES[error.code] ?? "it cannot be read.";
    return { kind: "invalid", message: `row ${Number(error.records) + 1}: ${mistake}` };
  }
}

function delimiterOf(text: string): string {
  const [header = ""] = text.replaceAll(/"[^"]*"/g, "").split(/[\r\n]/, 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best));
}
