import type { NotSent } from "./api/events.ts";
import { matchesEventType } from "./event-type-filter.ts";

export type CandidateDestination = {
  id: string;
  name: string;
  eventTypes: readonly string[];
  sources: readonly string[];
  isPaused: boolean;
  createdAt: string;
  updatedAt: string;
};

export type UnsentEvent = { type: string; source: string; receivedAt: string; cameFromSignalbox: boolean };

/** Each destination that has no delivery of the event, and why. */
export function explainNotSent(
  event: UnsentEvent,
  destinations: readonly CandidateDestination[],
  deliveredTo: ReadonlySet<string>,
): NotSent[] {
  return destinations
    .filter((destination) => !deliveredTo.has(destination.id))
    .map((destination) => ({
      destinationId: destination.id,
      destination: destination.name,
      reason: reasonFor(event, destination),
    }));
}

function reasonFor(event: UnsentEvent, destination: CandidateDestination): string {
  if (event.cameFromSignalbox) return "The event came from a Signalbox already, so it is not passed on again.";
  if (destination.sources.length > 0 && !destination.sources.includes(event.source)) {
    return `It takes only events of ${list(destination.sources)}.`;
  }
  if (!matchesEventType(destination.eventTypes, event.type)) return `It takes only ${list(destination.eventTypes)}.`;
  if (destination.createdAt > event.receivedAt)
    return "It was created after this event arrived. Replay sends it there.";
  if (destination.updatedAt > event.receivedAt) {
    return "It was changed after this event arrived and did not take it then. Replay sends it there.";
  }
  return destination.isPaused
    ? "It was paused when this event arrived."
    : "No delivery was made. Replay sends it there.";
}

const MAX_NAMED = 5;

function list(names: readonly string[]): string {
  const named = names.slice(0, MAX_NAMED).join(", ");
  return names.length > MAX_NAMED ? `${named} and ${names.length - MAX_NAMED} more` : named;
}
