import type { Page } from "#lib/domain/api/page.ts";
import { AppError } from "#lib/domain/app-error.ts";
import type { CsvColumns } from "#lib/domain/csv.ts";
import { decodeStateCursor, type StateCursor } from "#lib/domain/state-cursor.ts";
import { csvResponse, type ExportedRows } from "./csv-response.ts";

interface Paging {
  limit: number;
  cursor?: StateCursor | undefined;
}

const MAX_ROWS = 100_000;
const PAGE_ROWS = 1_000;

/** Every row of a list that goes by pages, as a CSV attachment. */
export function csvAnswer<Query extends Paging, Row>(
  request: Request,
  columns: CsvColumns<Row>,
  query: Query,
  list: (query: Query) => Promise<Page<Row>>,
  maxRows = MAX_ROWS,
): Promise<Response> {
  return csvResponse(request, columns, readPages(query, list, maxRows));
}

async function* readPages<Query extends Paging, Row>(
  query: Query,
  list: (query: Query) => Promise<Page<Row>>,
  maxRows: number,
): ExportedRows<Row> {
  let page = await list({ ...query, limit: PAGE_ROWS });
  let left = maxRows;
  for (;;) {
    const rows = page.data.slice(0, left);
    left -= rows.length;
    yield rows;
    if (rows.length < page.data.length) return { isCut: true, maxRows };
    if (page.nextCursor === null) return { isCut: false, maxRows };
    page = await list({ ...query, limit: PAGE_ROWS, cursor: cursorOf(page.nextCursor) });
  }
}

function cursorOf(text: string): StateCursor {
  const cursor = decodeStateCursor(text);
  if (cursor === null) throw new AppError("internal", "The export lost its place.");
  return cursor;
}
