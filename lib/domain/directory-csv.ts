import type { DirectoryRow } from "./api/directory.ts";
import type { CsvColumns } from "./csv.ts";

/** Headings that an upload understands again. */
export const DIRECTORY_COLUMNS: CsvColumns<DirectoryRow> = [
  ["external id", (row) => row.externalId],
  ["business id", (row) => row.businessId],
  ["user id", (row) => row.userId],
  ["display name", (row) => row.displayName],
  ["changed at", (row) => row.updatedAt],
  ["changed by", (row) => row.updatedBy],
];
