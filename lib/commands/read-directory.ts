import type * as z from "zod";
import { directoryCsvInput, directoryInput } from "#lib/domain/api/directory.ts";
import type { InputIssue } from "#lib/domain/app-error.ts";
import { DIRECTORY_IDS, type GivenName } from "#lib/domain/directory-entry.ts";
import { readCsv } from "#lib/platform/read-csv.ts";

export type ReadDirectory =
  | { kind: "ok"; names: GivenName[] }
  | { kind: "invalid"; message: string; issues: InputIssue[] };

/** How the columns of a CSV file may be spelled, without case, spaces and punctuation. */
const COLUMNS = {
  externalId: ["externalid", "extid", "assetexternalid", "external"],
  businessId: ["businessid", "bizid", "assetbusinessid", "business"],
  userId: ["userid", "abounduserid", "user"],
  displayName: ["displayname", "name", "businessname", "label"],
} as const;
type Column = keyof typeof COLUMNS;

const MAX_ISSUES = 20;

/** Names out of a JSON body; an error names the row, counted from 1, and the column. */
export function readDirectoryJson(input: unknown): ReadDirectory {
  const file = directoryCsvInput.safeParse(input);
  if (file.success) return readDirectoryCsv(file.data.csv);
  return check(input, (index) => index + 1);
}

/** Names out of a CSV file with a header row; rows are counted as a spreadsheet does, the header being row 1. */
export function readDirectoryCsv(text: string): ReadDirectory {
  const csv = readCsv(text);
  if (csv.kind === "invalid") return invalid(csv.message);
  const [header = [], ...records] = csv.records;
  const columns = header.map(columnOf);
  const problem = headerProblem(columns);
  if (problem !== null) return invalid(`row 1: ${problem}`);
  const filled = records
    .map((cells, index) => ({ cells, row: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const uneven = filled.find(({ cells }) => cells.length !== header.length);
  if (uneven) {
    const count = uneven.cells.length === 1 ? "1 value" : `${uneven.cells.length} values`;
    return invalid(`row ${uneven.row}: has ${count} for ${header.length} columns.`);
  }
  return check(
    filled.map(({ cells }) => toName(columns, cells)),
    (index) => filled[index]?.row ?? 0,
  );
}

function check(input: unknown, rowOf: (index: number) => number): ReadDirectory {
  const parsed = directoryInput.safeParse(input);
  if (!parsed.success) return problems(parsed.error, rowOf);
  return { kind: "ok", names: parsed.data.map((name, index) => ({ ...name, row: rowOf(index) })) };
}

function problems(error: z.ZodError, rowOf: (index: number) => number): ReadDirectory {
  const issues = error.issues.slice(0, MAX_ISSUES).map(({ path: [index, column], ...issue }) => {
    const message = issue.code === "unrecognized_keys" ? `there is no column "${issue.keys[0]}".` : issue.message;
    if (typeof index !== "number") return { path: "", message };
    const what = column === undefined ? message : `${String(column)} ${message}`;
    return { path: `${index}.${String(column ?? "")}`.replace(/\.$/, ""), message: `row ${rowOf(index)}: ${what}` };
  });
  return { kind: "invalid", message: issues[0]?.message ?? "The names cannot be read.", issues };
}

function columnOf(title: string): Column | null {
  const word = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  const found = Object.entries(COLUMNS).find(([, spellings]) => (spellings as readonly string[]).includes(word));
  return found === undefined ? null : (found[0] as Column);
}

function headerProblem(columns: readonly (Column | null)[]): string | null {
  const twice = columns.find((column, index) => column !== null && columns.indexOf(column) !== index);
  if (twice) return `there are two columns for ${twice}.`;
  if (!columns.includes("displayName")) return "there is no column for the display name.";
  if (DIRECTORY_IDS.some((kind) => columns.includes(kind))) return null;
  return "there is no column for an external id, a business id or a user id.";
}

function toName(columns: readonly (Column | null)[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap((column, index) => (column === null ? [] : [[column, plainCell(cells[index] ?? "")]])),
  );
}

/** Without the apostrophe that our own CSV files put before what a spreadsheet would take for a formula. */
function plainCell(cell: string): string {
  return cell.replace(/^'(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/, "");
}

function invalid(message: string): ReadDirectory {
  return { kind: "invalid", message, issues: [] };
}
