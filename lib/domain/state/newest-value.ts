import type { Instant } from "#lib/domain/instant.ts";
import type { Notice } from "./notice.ts";

/** The greatest time of a register and everything said at that time: several values are a tie, not a winner. */
export interface NewestValue<Value> {
  readonly at: Instant;
  readonly values: readonly Value[];
  /** From then on nothing else was said; with a tie, `at` itself. */
  readonly since: Instant;
  readonly decidedBy: readonly string[];
}

/** `notices` in the order of `distinctNotices`; null when there are none. */
export function newestValue<Value>(
  notices: readonly Notice[],
  read: (notice: Notice) => Value,
): NewestValue<Value> | null {
  const last = notices.at(-1);
  if (last === undefined) return null;
  const deciding = notices.filter(({ at }) => at === last.at);
  const values = [...new Set(deciding.map(read))].sort();
  const lastOther = notices.findLast((notice) => read(notice) !== values[0]);
  // A tie within the run breaks it, whichever of the two comes first in the list.
  const first = notices.find(({ at }) => lastOther === undefined || at > lastOther.at);
  const since = values.length === 1 && first !== undefined ? first.at : last.at;
  return { at: last.at, values, since, decidedBy: deciding.map(({ eventId }) => eventId) };
}
