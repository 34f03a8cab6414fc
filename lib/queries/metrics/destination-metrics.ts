import type { MetricFamily, MetricSample } from "#lib/domain/prometheus-text.ts";
import { type DestinationCounts, NO_COUNTS } from "#lib/queries/destinations/destination-counts.ts";
import type { Counter } from "./minute-counters.ts";

export type MeasuredDestination = { id: string; name: string; isPaused: boolean };

type Measured = {
  destinations: readonly MeasuredDestination[];
  counts: ReadonlyMap<string, DestinationCounts>;
  /** Ids of destinations that are being spared. */
  spared: ReadonlySet<string>;
  counters: readonly Counter[];
  now: Date;
};

const OUTCOMES = ["succeeded", "failed"] as const;

export function destinationMetrics({ destinations, counts, spared, counters, now }: Measured): MetricFamily[] {
  const gauge = (name: string, help: string, value: (own: DestinationCounts, of: MeasuredDestination) => number) =>
    ({
      name,
      type: "gauge",
      help,
      samples: destinations.map((of) => ({ labels: labelsOf(of), value: value(counts.get(of.id) ?? NO_COUNTS, of) })),
    }) satisfies MetricFamily;
  return [
    {
      name: "signalbox_attempts_total",
      type: "counter",
      help: "Attempts to deliver, by outcome.",
      samples: destinations.flatMap((of) => OUTCOMES.map((outcome) => attempts(of, outcome, counters))),
    },
    gauge(
      "signalbox_deliveries_pending",
      "Deliveries that wait, are being sent or are scheduled for a retry.",
      ({ pending }) => pending,
    ),
    held(destinations, counts),
    gauge("signalbox_deliveries_dead_lettered", "Deliveries that were given up.", ({ deadLettered }) => deadLettered),
    gauge(
      "signalbox_oldest_pending_seconds",
      "Age of the oldest event with a pending delivery, by its receipt; 0 without any.",
      ({ oldestPendingAt }) => ageSeconds(oldestPendingAt, now),
    ),
    gauge("signalbox_breaker_open", "1 while the destination is spared since it fails.", (_, { id }) =>
      spared.has(id) ? 1 : 0,
    ),
    gauge("signalbox_destination_paused", "1 while the destination is paused.", (_, { isPaused }) =>
      isPaused ? 1 : 0,
    ),
  ];
}

function labelsOf({ id, name }: MeasuredDestination): Record<string, string> {
  return { destination: id, name };
}

function attempts(of: MeasuredDestination, outcome: string, counters: readonly Counter[]): MetricSample {
  const found = counters.find(({ kind, id, label }) => kind === "attempts" && id === of.id && label === outcome);
  return { labels: { ...labelsOf(of), outcome }, value: found?.value ?? 0 };
}

function held(destinations: Measured["destinations"], counts: Measured["counts"]): MetricFamily {
  return {
    name: "signalbox_deliveries_held",
    type: "gauge",
    help: "Deliveries that a pause keeps back, by whose pause it is.",
    samples: destinations.flatMap((of) =>
      Object.entries((counts.get(of.id) ?? NO_COUNTS).heldFor).map(([reason, value]) => ({
        labels: { ...labelsOf(of), reason },
        value,
      })),
    ),
  };
}

function ageSeconds(at: string | null, now: Date): number {
  return at === null ? 0 : Math.max(0, (now.getTime() - Date.parse(at)) / 1000);
}
