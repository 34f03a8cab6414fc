import { matchesEventType } from "./event-type-filter.ts";
import { type Refusal, refused } from "./refusal.ts";

export type ReplayTarget = {
  id: string;
  name: string;
  eventTypes: readonly string[];
  sources: readonly string[];
  isPaused: boolean;
};

export type ReplayedEvent = { type: string; source: string };

export type TargetChoice<Target> = { kind: "chosen"; targets: Target[]; warnings: string[] } | Refusal;

/** Where an event is replayed to: every destination it matches, or the chosen ones even where it does not. */
export function chooseReplayTargets<Target extends ReplayTarget>(
  event: ReplayedEvent,
  destinations: readonly Target[],
  chosenIds: readonly string[] | undefined,
): TargetChoice<Target> {
  const matching = destinations.filter((destination) => matches(destination, event));
  if (chosenIds !== undefined) return takeChosen(event, destinations, matching, chosenIds);
  if (matching.length > 0) return { kind: "chosen", targets: matching, warnings: pauseWarnings(matching) };
  if (destinations.length === 0) return refused("There is no destination to send it to; create one first.");
  return refused(`No destination takes ${event.type} from ${event.source}. Choose one, or widen its filter.`);
}

function takeChosen<Target extends ReplayTarget>(
  event: ReplayedEvent,
  destinations: readonly Target[],
  matching: readonly Target[],
  chosenIds: readonly string[],
): TargetChoice<Target> {
  const unknown = chosenIds.find((id) => !destinations.some((destination) => destination.id === id));
  if (unknown !== undefined) {
    return refused(`The destination ${unknown} does not exist or was deleted.`, "destinationIds");
  }
  const targets = destinations.filter(({ id }) => chosenIds.includes(id));
  const others = targets.filter((target) => !matching.includes(target));
  const warnings = others.map(
    ({ name }) => `${name} does not take ${event.type} from ${event.source}; it is sent all the same.`,
  );
  return { kind: "chosen", targets, warnings: [...warnings, ...pauseWarnings(targets)] };
}

function pauseWarnings(targets: readonly ReplayTarget[]): string[] {
  return targets
    .filter(({ isPaused }) => isPaused)
    .map(({ name }) => `${name} is paused; it is sent when it is resumed.`);
}

function matches({ eventTypes, sources }: ReplayTarget, { type, source }: ReplayedEvent): boolean {
  return (sources.length === 0 || sources.includes(source)) && matchesEventType(eventTypes, type);
}
