import type { ReplayScope } from "#components/replays/replay-scope.ts";

type Outcome = { kind: "scope"; scope: ReplayScope } | { kind: "problem"; sentence: string };

/** Filters of deliveries that events know too, by their name there. */
const SHARED = {
  status: "delivery",
  destinationId: "destinationId",
  replayId: "replayId",
  source: "source",
  environment: "environment",
  type: "type",
} as const;
const NOT_SHARED = ["reason", "error", "response", "from", "to"];

/** The events behind all deliveries of a list with this address, to where they went; or why that cannot be said. */
export function replayScopeOf(params: URLSearchParams, names: Readonly<Record<string, string>> = {}): Outcome {
  const destinationId = params.get("destinationId");
  const to = destinationId === null ? {} : { destinationIds: [destinationId] };
  const eventId = params.get("eventId");
  if (eventId !== null) return { kind: "scope", scope: { events: { kind: "chosen", ids: [eventId] }, names, ...to } };
  if (NOT_SHARED.some((name) => params.has(name))) {
    return {
      kind: "problem",
      sentence:
        "Events cannot be chosen by reason, failure, response or the time of a delivery. Take those away first.",
    };
  }
  if (!["status", "destinationId", "replayId"].some((name) => params.has(name))) {
    return { kind: "problem", sentence: "Filter by status, destination or replay first, to say which ones you mean." };
  }
  const filter = Object.fromEntries(
    Object.entries(SHARED).flatMap(([here, there]) => {
      const value = params.get(here);
      return value === null ? [] : [[there, value]];
    }),
  );
  return { kind: "scope", scope: { events: { kind: "filter", filter }, names, ...to } };
}
