import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { OverviewProcess } from "#lib/domain/api/overview.ts";
import type { ProjectionFacts } from "#lib/domain/projection-problem.ts";
import { type MetricFamily, prometheusText } from "#lib/domain/prometheus-text.ts";
import { countByDestination } from "#lib/queries/destinations/destination-counts.ts";
import { readOverviewProcesses } from "#lib/queries/overview/overview-processes.ts";
import { readProjection } from "#lib/queries/projection/read-projection.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { destinationMetrics, type MeasuredDestination } from "./destination-metrics.ts";
import { MinuteCounters } from "./minute-counters.ts";
import { type MeasuredSource, sourceMetrics } from "./source-metrics.ts";
import { spoolMetrics } from "./spool-metrics.ts";

/** Counters begin with the process that answers. */
const counters = new MinuteCounters(new Date(performance.timeOrigin));

/** What a Prometheus scrapes, in its text format. */
export async function getMetrics(actor: Actor, now: Date, counted = counters): Promise<string> {
  actor.require("metrics:read");
  const [sums, sources, destinations, counts, spared, replays, projection, processes] = await refuseSlowRead(() =>
    Promise.all([
      counted.read(now),
      readRows<MeasuredSource>(Prisma.sql`SELECT id, slug FROM sources WHERE deleted_at IS NULL ORDER BY slug`),
      readRows<MeasuredDestination>(DESTINATIONS),
      countByDestination(),
      readRows<{ id: string }>(SPARED),
      readRows<{ running: number }>(REPLAYS),
      readProjection(),
      readOverviewProcesses(now),
    ]),
  );
  const ids = new Set(spared.map(({ id }) => id));
  return prometheusText([
    ...sourceMetrics(sources, sums),
    ...destinationMetrics({ destinations, counts, spared: ids, counters: sums, now }),
    single(
      "signalbox_replays_running",
      "Replays that are queued, running or being canceled.",
      replays[0]?.running ?? 0,
    ),
    ...projectionMetrics(projection),
    processMetrics(processes, now),
    ...spoolMetrics(processes, now),
    single(
      "signalbox_counters_since_seconds",
      "When the counters began, as Unix time.",
      counted.since.getTime() / 1000,
    ),
  ]);
}

const DESTINATIONS = Prisma.sql`
SELECT id, name, paused_at IS NOT NULL AS "isPaused" FROM destinations WHERE deleted_at IS NULL ORDER BY created_at, id`;

const SPARED = Prisma.sql`SELECT destination_id AS id FROM destination_breakers WHERE state <> 'closed'`;

const REPLAYS = Prisma.sql`
SELECT count(*)::int AS running FROM replays WHERE status IN ('queued', 'running', 'canceling')`;

function projectionMetrics({ lagMs, behind, parked }: ProjectionFacts): MetricFamily[] {
  return [
    single("signalbox_projector_lag_seconds", "Age of the oldest event that state does not reflect.", lagMs / 1000),
    single("signalbox_projector_behind_events", "Events that state does not reflect, counted up to 10,000.", behind),
    single("signalbox_parked_events", "Events that could not be applied to state.", parked),
  ];
}

function processMetrics(processes: readonly OverviewProcess[], now: Date): MetricFamily {
  return {
    name: "signalbox_process_last_beat_seconds",
    type: "gauge",
    help: "Seconds since a process last reported; they do every few seconds.",
    samples: processes.map(({ name, instance, lastBeatAt }) => ({
      labels: { process: name, process_instance: instance },
      value: Math.max(0, (now.getTime() - Date.parse(lastBeatAt)) / 1000),
    })),
  };
}

function single(name: string, help: string, value: number): MetricFamily {
  return { name, type: "gauge", help, samples: [{ labels: {}, value }] };
}
