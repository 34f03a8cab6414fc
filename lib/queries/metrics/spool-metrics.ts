import type { OverviewProcess } from "#lib/domain/api/overview.ts";
import type { MetricFamily } from "#lib/domain/prometheus-text.ts";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";

/** What each door keeps on its disk, as of its last heartbeat. */
export function spoolMetrics(processes: readonly OverviewProcess[], now: Date): MetricFamily[] {
  const family = (name: string, help: string, measure: (spool: SpoolStatus) => number): MetricFamily => ({
    name,
    type: "gauge",
    help,
    samples: processes.flatMap(({ name: process, instance, spool }) =>
      spool === null ? [] : [{ labels: { process, process_instance: instance }, value: measure(spool) }],
    ),
  });
  const age = (since: string) => Math.max(0, (now.getTime() - Date.parse(since)) / 1000);
  return [
    family("signalbox_spool_waiting_events", "Webhooks on this door's disk and not in the database.", (s) => s.waiting),
    family("signalbox_spool_bytes", "Size of what waits on this door's disk.", (s) => s.bytes),
    family("signalbox_spool_oldest_seconds", "Age of the oldest of them; 0 without any.", (s) =>
      s.since === null ? 0 : age(s.since),
    ),
    family("signalbox_spool_refusing", "1 while a webhook can be kept neither in the database nor on disk.", (s) =>
      s.state === "refusing" ? 1 : 0,
    ),
    family("signalbox_spool_set_aside", "Pieces that could not be read or stored and lie aside.", (s) => s.setAside),
  ];
}
