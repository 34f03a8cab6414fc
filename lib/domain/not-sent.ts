import type { NotSent } from "./api/events.ts";
import { matchesEventType } from "./event-type-filter.ts";
import { longSpan } from "./long-span.ts";

/** What a destination takes: no patterns and no slugs mean everything. */
export type Takes = { eventTypes: readonly string[]; sources: readonly string[] };

/** A destination without a delivery of the event. Times are ISO 8601. */
export type UnsentDestination = Takes & {
  id: string;
  name: string;
  createdAt: string;
  deletedAt: string | null;
  /** What it took when the event was stored; null when nothing was recorded that early. */
  took: Takes | null;
  /** What it was changed to while the event was being stored. */
  rightAfter: Takes | null;
  /** Since when its changes are recorded. */
  knownSince: string | null;
};

/** `storedAt`: when its deliveries were made, which is later than its receipt where it was accepted later. */
type UnsentEvent = { type: string; source: string; storedAt: string; cameFromSignalbox: boolean };

/** Why each of them has no delivery of the event, by what it took then. */
export function explainNotSent(event: UnsentEvent, destinations: readonly UnsentDestination[]): NotSent[] {
  return destinations.map((destination) => {
    const takesItNow = destination.deletedAt === null && refusal(event, destination) === null;
    const why = event.cameFromSignalbox ? HOP : `${whyNot(event, destination)} ${sinceThen(event, destination)}`;
    return {
      destinationId: destination.id,
      destination: destination.name,
      reason: why.trim(),
      isDeleted: destination.deletedAt !== null,
      takesItNow,
    };
  });
}

const HOP = "The event came from a Signalbox already, so it is not passed on again.";

function whyNot(event: UnsentEvent, destination: UnsentDestination): string {
  const { createdAt, deletedAt, took, rightAfter, knownSince } = destination;
  if (createdAt > event.storedAt) {
    return `It did not exist yet; it was created ${between(event.storedAt, createdAt)} later.`;
  }
  if (deletedAt !== null && deletedAt <= event.storedAt) {
    return `It was deleted ${between(deletedAt, event.storedAt)} before.`;
  }
  if (took === null) return notKnown(knownSince);
  const refused = refusal(event, took);
  if (refused !== null) {
    const isSame = deletedAt === null && refusal(event, destination) === refused;
    return `It took only ${refused} at that time${isSame ? ", and still does" : ""}.`;
  }
  const refusedAfter = rightAfter && refusal(event, rightAfter);
  if (refusedAfter)
    return `It was changed while this event was being stored; from then on it took only ${refusedAfter}.`;
  return "It took such events at that time, yet no delivery was made.";
}

/** What would become of the event today. */
function sinceThen(event: UnsentEvent, destination: UnsentDestination): string {
  const { deletedAt, took } = destination;
  if (deletedAt !== null) return deletedAt > event.storedAt ? "It was deleted since." : "";
  const refused = refusal(event, destination);
  if (refused === null) {
    const isChanged = took !== null && refusal(event, took) !== null;
    return isChanged ? `Now it takes ${taken(destination)}; a replay sends it there.` : "A replay sends it there.";
  }
  return took !== null && refusal(event, took) === refused ? "" : `Now it takes only ${refused}.`;
}

function notKnown(knownSince: string | null): string {
  if (knownSince === null) return "What it took at that time is not known.";
  return `What it took at that time is not known: its changes are recorded since ${knownSince.slice(0, 10)}.`;
}

/** The part of a filter that leaves the event out, in words; null when it takes the event. */
function refusal({ type, source }: UnsentEvent, { eventTypes, sources }: Takes): string | null {
  if (sources.length > 0 && !sources.includes(source)) return `events of ${list(sources)}`;
  return matchesEventType(eventTypes, type) ? null : list(eventTypes);
}

function taken({ eventTypes, sources }: Takes): string {
  const types = eventTypes.length === 0 ? "every event" : list(eventTypes);
  return sources.length === 0 ? types : `${types} of ${list(sources)}`;
}

function between(earlier: string, later: string): string {
  return longSpan(Date.parse(later) - Date.parse(earlier));
}

const MAX_NAMED = 5;

function list(names: readonly string[]): string {
  const named = names.slice(0, MAX_NAMED).join(", ");
  return names.length > MAX_NAMED ? `${named} and ${names.length - MAX_NAMED} more` : named;
}
