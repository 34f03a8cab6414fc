import { matchesEventType } from "./event-type-filter.ts";

/** How many events of a type a source received lately. */
export type TypeCount = { source: string; type: string; count: number };

export type EventCounts = { since: string; counts: readonly TypeCount[] };

type Filters = { eventTypes: readonly string[]; sources: readonly string[] };

/** How many of these events a destination with these filters takes; no filter takes all. */
export function countMatching(counts: readonly TypeCount[], { eventTypes, sources }: Filters) {
  const sum = (some: readonly TypeCount[]) => some.reduce((total, { count }) => total + count, 0);
  const taken = counts.filter(
    ({ source, type }) => (sources.length === 0 || sources.includes(source)) && matchesEventType(eventTypes, type),
  );
  return { events: sum(taken), total: sum(counts) };
}
