import { type EventFilter, eventFilterParams, splitTypes } from "./event-filter.ts";

/** Which events are replayed: those of a filter, or chosen ones. */
export type ReplaySelection =
  | { readonly kind: "filter"; readonly filter: EventFilter }
  | { readonly kind: "events"; readonly eventIds: readonly string[] };

/**
 * What is replayed, as a text that is equal for two operators who select the same; however they wrote it down. Times
 * stay as written: "the last two hours" of ten minutes ago are much the same events. Two replays of one subject are
 * the same when they have a destination in common, which would get the events twice.
 */
export function replaySubject(selection: ReplaySelection): string {
  return `${selection.kind}\n${whichEvents(selection)}`;
}

function whichEvents(selection: ReplaySelection): string {
  if (selection.kind === "events") return [...new Set(selection.eventIds)].sort().join(",");
  const { type } = selection.filter;
  const types = type === undefined ? undefined : [...new Set(splitTypes(type))].sort().join(",");
  return eventFilterParams({ ...selection.filter, type: types }).toString();
}
