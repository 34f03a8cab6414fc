import type { EventFilter } from "./event-filter.ts";
import { resolveFilterTime } from "./filter-time.ts";

/** The filter with its times as instants, so that it means the same events whenever it is read again. */
export function fixFilterTimes(filter: EventFilter, now: Date): EventFilter {
  const fixed = (text: string | undefined) =>
    text === undefined ? undefined : resolveFilterTime(text, now).toISOString();
  return { ...filter, from: fixed(filter.from), to: fixed(filter.to) };
}
