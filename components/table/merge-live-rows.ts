import type { Page } from "#lib/domain/api/page.ts";

export interface IdentifiedRow {
  id: string;
}

export interface LiveRows<Row> {
  /** The rows of the page in their places, each as it is now. */
  rows: readonly Row[];
  newCount: number;
  /** There may be more new ones than were counted. */
  isMore: boolean;
}

/** Rows that are shown, brought up to date in place. Ids count up with time, so what is new has a higher one. */
export function mergeLiveRows<Row extends IdentifiedRow>(shown: readonly Row[], now: Page<Row>): LiveRows<Row> {
  const byId = new Map(now.data.map((row) => [row.id, row]));
  const known = new Set(shown.map((row) => row.id));
  const newest = shown[0]?.id ?? "";
  const newCount = now.data.filter((row) => !known.has(row.id) && row.id > newest).length;
  return {
    rows: shown.map((row) => byId.get(row.id) ?? row),
    newCount,
    isMore: newCount > 0 && newCount === now.data.length && now.nextCursor !== null,
  };
}
