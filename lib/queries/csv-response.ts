import { AppError } from "#lib/domain/app-error.ts";
import { attachmentName } from "#lib/domain/attachment-name.ts";
import { type CsvColumns, csvLine } from "#lib/domain/csv.ts";

/** Rows, some at a time; in the end whether there were more than `maxRows`, at which the export stops. */
export type ExportedRows<Row> = AsyncGenerator<readonly Row[], { isCut: boolean; maxRows: number }>;

/**
 * Rows as a CSV attachment, read as fast as the receiver takes them. The first are read before the answer begins, so
 * that what is wrong with the query gets a status of its own. A cut is said in the last line.
 */
export async function csvResponse<Row>(
  request: Request,
  columns: CsvColumns<Row>,
  rows: ExportedRows<Row>,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (searchParams.has("limit")) {
    throw new AppError("invalid_input", 'The parameter "limit" does not go with format=csv, which lists every row.');
  }
  const lines = csvLines(columns, rows);
  const first = await lines.next();
  const written = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "");
  const name = `${pathname.split("/").at(-1) ?? ""}-${written}`;
  return new Response(streamOf(first, lines), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${attachmentName("signalbox", name, "csv")}"`,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

async function* csvLines<Row>(columns: CsvColumns<Row>, rows: ExportedRows<Row>): AsyncGenerator<string, void> {
  const toLine = (row: Row) => csvLine(columns.map(([, read]) => read(row)));
  let part = await rows.next();
  yield csvLine(columns.map(([heading]) => heading)) + (part.done ? "" : part.value.map(toLine).join(""));
  while (!part.done) {
    part = await rows.next();
    if (!part.done) yield part.value.map(toLine).join("");
  }
  const { isCut, maxRows } = part.value;
  if (!isCut) return;
  yield csvLine([`# Cut here: only the first ${maxRows} rows are listed. Narrow the filter for the rest.`]);
}

type Text = IteratorResult<string, void>;

function streamOf(first: Text, lines: AsyncGenerator<string, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: Text | null = first;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = next ?? (await lines.next());
      next = null;
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return();
    },
  });
}
