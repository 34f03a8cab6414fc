import type { Page } from "./api/page.ts";
import { encodeCursor } from "./cursor.ts";

/** A page out of rows that were read with one more than fits, which tells whether another page follows. */
export function toPage<Row extends { id: string }>(rows: readonly Row[], limit: number): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data, nextCursor: hasMore ? encodeCursor({ kind: "list", id: last.id }) : null };
}
