import { HeartPulse, Unplug } from "lucide-react";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { OverviewProcess } from "#lib/domain/api/overview.ts";

const LOOKS = {
  alive: { tone: "ok", icon: HeartPulse, label: "Alive" },
  silent: { tone: "bad", icon: Unplug, label: "Silent" },
} satisfies Record<"alive" | "silent", StatusLook>;

/** Receiver, worker and console by their heartbeats. */
export function ProcessList({ processes }: { processes: readonly OverviewProcess[] }) {
  if (processes.length === 0) return <p className="text-faint">No process has reported yet.</p>;
  return (
    <ul className="flex flex-wrap gap-x-8 gap-y-2">
      {processes.map((process) => (
        <li key={`${process.name}-${process.instance}`} className="flex items-center gap-2">
          <span className="font-medium text-strong">{process.name}</span>
          <Status look={LOOKS[process.isStale ? "silent" : "alive"]} />
          <span className="text-faint">
            beat <TimeAgo at={process.lastBeatAt} />, up since <TimeAgo at={process.startedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
