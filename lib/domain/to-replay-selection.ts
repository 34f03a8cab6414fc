import type { EventFilter } from "./event-filter.ts";
import type { ReplaySelection } from "./replay-subject.ts";

/** What a request selects; one of the two is given. */
export function toReplaySelection(input: {
  filter?: EventFilter | undefined;
  eventIds?: readonly string[] | undefined;
}): ReplaySelection {
  const { filter, eventIds = [] } = input;
  if (filter !== undefined) return { kind: "filter", filter };
  return { kind: "events", eventIds: [...new Set(eventIds.map((id) => id.toLowerCase()))] };
}
