import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { resolveFilterTime } from "#lib/domain/filter-time.ts";

/** The filter of a replay as a list of events takes it now: spans count from when it was started, later events stay out. */
export function fixedFilter({ filter, upTo, createdAt }: Pick<ReplayRow, "filter" | "upTo" | "createdAt">) {
  if (filter === null) return null;
  const end = upTo ?? createdAt;
  const fix = (at: string) => resolveFilterTime(at, new Date(end)).toISOString();
  return {
    ...filter,
    ...(filter.from === undefined ? {} : { from: fix(filter.from) }),
    to: filter.to === undefined ? end : fix(filter.to),
  };
}
