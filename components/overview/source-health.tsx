import { CircleAlert, CircleCheck, CircleDashed, CirclePause, CircleSlash, Hourglass, ShieldX } from "lucide-react";
import Link from "next/link";
import { href } from "#components/layout/href.ts";
import { SourceLabel } from "#components/sources/source-label.tsx";
import { Card } from "#components/ui/card.tsx";
import { plural } from "#components/ui/plural.ts";
import { Stat } from "#components/ui/stat.tsx";
import { Status, type StatusLook } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { OverviewSource } from "#lib/domain/api/overview.ts";

const LOOKS = {
  ok: { tone: "ok", icon: CircleCheck, label: "Arriving" },
  quiet: { tone: "warn", icon: Hourglass, label: "Quiet" },
  rejecting: { tone: "bad", icon: CircleAlert, label: "Rejecting" },
  no_keys: { tone: "bad", icon: ShieldX, label: "No keys" },
  paused: { tone: "held", icon: CirclePause, label: "Paused" },
  disabled: { tone: "bad", icon: CircleSlash, label: "Disabled" },
  waiting: { tone: "quiet", icon: CircleDashed, label: "No event yet" },
} satisfies Record<OverviewSource["health"], StatusLook>;

/** One provider endpoint: when it was last heard, how much arrives, how fast it is acknowledged. */
export function SourceHealth({ source }: { source: OverviewSource }) {
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className="min-w-0 text-md">
          <Link href={href.source(source.slug)} className="hover:underline">
            <SourceLabel name={source.name} environment={source.environment} />
          </Link>
        </h3>
        <Status look={LOOKS[source.health]} />
        <span className="ml-auto text-faint">
          {source.lastEventAt ? (
            <>
              last event <TimeAgo at={source.lastEventAt} />
            </>
          ) : (
            "no event yet"
          )}
        </span>
      </div>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-5">
        <Stat label="Accepted/min" value={rate(source.acceptedPerMinute)} note={usual(source)} />
        <Stat label="This hour" value={source.thisHour.toLocaleString("en-GB")} note={lastWeek(source)} />
        <Stat
          label="Rejected/min"
          value={rate(source.rejectedPerMinute)}
          note={`${source.rejectedLastHour.toLocaleString("en-GB")} last hour`}
          {...(source.rejectedPerMinute > 0 ? { tone: "bad" as const } : {})}
        />
        <Stat
          label="Ack p95"
          value={milliseconds(source.ackMs.p95)}
          note={`p50 ${milliseconds(source.ackMs.p50)}, p99 ${milliseconds(source.ackMs.p99)}`}
        />
        <Stat
          label="Keys"
          value={keyWord(source)}
          note={source.keys.text}
          {...(source.keys.kind === "ok" ? {} : { tone: "bad" as const })}
        />
      </div>
    </Card>
  );
}

function rate(perMinute: number): string {
  if (perMinute === 0) return "0";
  return perMinute < 10 ? perMinute.toFixed(1) : Math.round(perMinute).toLocaleString("en-GB");
}

function usual({ acceptedLastHour, usualPerHour }: OverviewSource): string {
  const lastHour = `${plural(acceptedLastHour, "event")} last hour`;
  return usualPerHour === null ? lastHour : `${lastHour}, usually ${Math.round(usualPerHour)}`;
}

/** Both up to the same minute, so that a young hour does not look like a drop. */
function lastWeek({ sameHourLastWeek }: OverviewSource): string {
  if (sameHourLastWeek === null) return "same hour last week: not known yet";
  return `same hour last week: ${sameHourLastWeek.toLocaleString("en-GB")}`;
}

/** The percentiles are upper bounds of a histogram. */
function milliseconds(value: number | null): string {
  return value === null ? "–" : `≤ ${value} ms`;
}

function keyWord({ keys }: OverviewSource): string {
  if (keys.kind === "none") return "None";
  return keys.kind === "stale" ? "Stale" : String(keys.count);
}
