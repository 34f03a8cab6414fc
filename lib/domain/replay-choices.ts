import type { DeliveryRow } from "./api/deliveries.ts";
import type { DeliveryStatus } from "./delivery-status.ts";
import type { CandidateDestination } from "./not-sent.ts";
import { chooseReplayTargets, type ReplayedEvent } from "./replay-targets.ts";

/** A destination that an event can be replayed to. */
export interface ReplayChoice {
  id: string;
  name: string;
  /** In words: "delivered 3 times before", "never tried", "paused: the delivery will wait". */
  note: string;
  /** How often it has had this event already. */
  deliveredBefore: number;
  /** Whether its own filters take such an event; others have to be chosen on purpose. */
  isMatching: boolean;
}

/** Every destination there is, those that take such an event first. */
export function replayChoices(
  event: ReplayedEvent,
  destinations: readonly CandidateDestination[],
  deliveries: readonly DeliveryRow[],
): ReplayChoice[] {
  const choice = chooseReplayTargets(event, destinations, undefined);
  const matching = new Set(choice.kind === "chosen" ? choice.targets.map((target) => target.id) : []);
  return destinations
    .map((destination) => {
      const own = deliveries.filter((delivery) => delivery.destinationId === destination.id);
      const isMatching = matching.has(destination.id);
      const deliveredBefore = own.filter((delivery) => delivery.status === "succeeded").length;
      const { id, name } = destination;
      return { id, name, note: noteOf(destination, own, isMatching), deliveredBefore, isMatching };
    })
    .toSorted((a, b) => Number(b.isMatching) - Number(a.isMatching));
}

function noteOf({ isPaused }: CandidateDestination, own: readonly DeliveryRow[], isMatching: boolean): string {
  const notes = [historyOf(own.map((delivery) => delivery.status))];
  if (!isMatching) notes.push("its filters do not take such events");
  if (isPaused) notes.push("paused: the delivery will wait");
  const text = notes.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function historyOf(statuses: readonly DeliveryStatus[]): string {
  const count = statuses.filter((status) => status === "succeeded").length;
  if (count > 0) return count === 1 ? "delivered once before" : `delivered ${count} times before`;
  if (statuses.includes("dead_lettered")) return "failed before";
  return statuses.length === 0 ? "never tried" : "not delivered yet";
}
