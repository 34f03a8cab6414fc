import type { Page } from "#lib/domain/api/page.ts";

export interface StateRows<Row> {
  /** The rows that are shown in their places, each as it is now. */
  rows: readonly Row[];
  /** How many rows belong on this page now and are not shown. */
  added: number;
  /** How many rows that are shown do not belong on this page any more. */
  gone: number;
}

/**
 * Rows of state that are shown, brought up to date in place. What merely moved over the end of a full page
 * counts neither as added nor as gone.
 */
export function mergeStateRows<Row>(
  shown: readonly Row[],
  now: Page<Row>,
  keyOf: (row: Row) => string,
): StateRows<Row> {
  const before = shown.map(keyOf);
  const after = now.data.map(keyOf);
  const isFull = now.nextCursor !== null;
  const byKey = new Map(now.data.map((row) => [keyOf(row), row]));
  return {
    rows: shown.map((row) => byKey.get(keyOf(row)) ?? row),
    added: countMissing(after, new Set(before), isFull),
    gone: countMissing(before, new Set(after), isFull),
  };
}

function countMissing(keys: readonly string[], others: ReadonlySet<string>, isFull: boolean): number {
  const lastKept = keys.findLastIndex((key) => others.has(key));
  const counted = isFull && lastKept >= 0 ? keys.slice(0, lastKept) : keys;
  return counted.filter((key) => !others.has(key)).length;
}
