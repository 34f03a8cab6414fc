import type { MetricFamily, MetricSample } from "#lib/domain/prometheus-text.ts";
import type { Counter } from "./minute-counters.ts";

export type MeasuredSource = { id: string; slug: string };

const OUTCOMES = ["accepted", "duplicate", "rejected"] as const;

export function sourceMetrics(sources: readonly MeasuredSource[], counters: readonly Counter[]): MetricFamily[] {
  const value = (kind: Counter["kind"], id: string, label: string) =>
    counters.find((counter) => counter.kind === kind && counter.id === id && counter.label === label)?.value ?? 0;
  return [
    {
      name: "signalbox_requests_total",
      type: "counter",
      help: "Webhooks that arrived at the address of a source, by what became of them.",
      samples: sources.flatMap(({ id, slug }) =>
        OUTCOMES.map((outcome) => ({ labels: { source: slug, outcome }, value: value("requests", id, outcome) })),
      ),
    },
    {
      name: "signalbox_unrouted_events_total",
      type: "counter",
      help: "Events for which no destination was found when they were stored.",
      samples: sources.map(({ id, slug }) => ({ labels: { source: slug }, value: value("unrouted", id, "") })),
    },
    {
      name: "signalbox_ack_duration_seconds",
      type: "histogram",
      help: "Time from a request to its acknowledgement. Its sum is not measured.",
      samples: sources.flatMap(({ id, slug }) => ackSamples(slug, acksOf(id, counters))),
    },
  ];
}

function acksOf(id: string, counters: readonly Counter[]): Counter[] {
  return counters
    .filter((counter) => counter.kind === "acks" && counter.id === id)
    .toSorted((a, b) => Number(a.label) - Number(b.label));
}

/** Buckets are cumulative there; the counts are of one bucket each. */
function ackSamples(source: string, acks: readonly Counter[]): MetricSample[] {
  let seen = 0;
  const buckets = acks.map(({ label, value }) => {
    seen += value;
    return bucket(source, String(Number(label) / 1000), seen);
  });
  return [...buckets, bucket(source, "+Inf", seen), { suffix: "_count", labels: { source }, value: seen }];
}

function bucket(source: string, le: string, value: number): MetricSample {
  return { suffix: "_bucket", labels: { source, le }, value };
}
