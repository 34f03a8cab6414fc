import { HardDriveDownload, HeartPulse, ShieldAlert, Unplug } from "lucide-react";
import { Spooled } from "#components/layout/spooled.tsx";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { TONE_TEXT } from "#components/ui/tone.ts";
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
        <li key={`${process.name}-${process.instance}`} className="flex flex-wrap items-center gap-2">
          <span className="font-medium text-strong">{process.name}</span>
          <Status look={LOOKS[process.isStale ? "silent" : "alive"]} />
          <span className="text-faint">
            beat <TimeAgo at={process.lastBeatAt} />, up since <TimeAgo at={process.startedAt} />
          </span>
          <ProcessSpool spool={process.spool} />
        </li>
      ))}
    </ul>
  );
}

function ProcessSpool({ spool }: { spool: OverviewProcess["spool"] }) {
  if (spool?.state === "refusing") {
    return <Status look={{ tone: "bad", icon: ShieldAlert, label: "Refuses webhooks" }} />;
  }
  if (spool === null || spool.waiting === 0) return null;
  return (
    <span className={`flex items-center gap-1.5 ${TONE_TEXT.warn}`}>
      <HardDriveDownload size={14} aria-hidden className="shrink-0" />
      <span>
        <Spooled spool={spool} />
      </span>
    </span>
  );
}
