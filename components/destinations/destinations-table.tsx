"use client";

import { href } from "#components/layout/href.ts";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import { BreakerText } from "./breaker-text.tsx";
import { DestinationState } from "./destination-state.tsx";
import { HealthSparkline } from "./health-sparkline.tsx";
import { unicodeHostOf } from "./unicode-host.ts";

const COLUMNS: readonly DataColumn<DestinationRow>[] = [
  {
    id: "name",
    header: "Name",
    width: "w-[22%]",
    narrow: "lead",
    cell: (destination) => <NameAndHost destination={destination} />,
  },
  {
    id: "state",
    header: "State",
    width: "w-32",
    narrow: "aside",
    cell: (destination) => <DestinationState health={destination.health} variant="plain" />,
  },
  {
    id: "health",
    header: "Last 24 h",
    width: "w-56",
    narrow: "detail",
    cell: (destination) => <HealthSparkline destination={destination} />,
  },
  {
    id: "breaker",
    header: "Breaker",
    narrow: "detail",
    cell: ({ breaker, paused, pausedAt }) => (paused ? <Paused since={pausedAt} /> : <BreakerText breaker={breaker} />),
  },
  {
    id: "backlog",
    header: "Backlog",
    width: "w-40",
    narrow: "detail",
    cell: (destination) => <Backlog destination={destination} />,
  },
  {
    id: "held",
    header: "Held",
    width: "w-20",
    align: "end",
    narrow: "detail",
    cell: ({ held }) => <Count count={held} tone="text-held" noun="held" />,
  },
  {
    id: "dead",
    header: "Dead letters",
    width: "w-28",
    align: "end",
    narrow: "detail",
    cell: ({ deadLettered }) => <Count count={deadLettered} tone="text-bad" noun="dead" />,
  },
];

export function DestinationsTable({ destinations }: { destinations: readonly DestinationRow[] }) {
  return (
    <DataTable
      label="Destinations"
      fill
      rows={destinations}
      columns={COLUMNS}
      rowId={(destination) => destination.id}
      rowLabel={(destination) => destination.name}
      rowHref={(destination) => href.destination(destination.id)}
      minWidth="md:min-w-[64rem]"
    />
  );
}

function NameAndHost({ destination }: { destination: DestinationRow }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2" title={destination.url}>
      <span className="max-w-full shrink-0 truncate font-medium">{destination.name}</span>
      <span className="mono truncate text-faint text-sm max-md:hidden">{hostOf(destination.url)}</span>
    </span>
  );
}

function hostOf(url: string): string {
  return unicodeHostOf(url) ?? (URL.canParse(url) ? new URL(url).host : url);
}

function Paused({ since }: { since: string | null }) {
  return <span className="text-held">paused {since === null ? null : <TimeAgo at={since} />}</span>;
}

function Backlog({ destination }: { destination: DestinationRow }) {
  const { pending, oldestPendingAt } = destination;
  if (pending === 0) return <span className="text-faint max-md:hidden">none</span>;
  return (
    <>
      {pending.toLocaleString("en-GB")}
      <span className="md:hidden"> waiting</span>
      {oldestPendingAt === null ? null : (
        <span className="text-faint">
          , oldest <TimeAgo at={oldestPendingAt} />
        </span>
      )}
    </>
  );
}

/** On a narrow screen there is no header above it: it says what it counts, and nothing when there is none. */
function Count({ count, tone, noun }: { count: number; tone: string; noun: string }) {
  if (count === 0) return <span className="text-faint max-md:hidden">0</span>;
  return (
    <span className={`font-medium ${tone}`}>
      {count.toLocaleString("en-GB")}
      <span className="md:hidden"> {noun}</span>
    </span>
  );
}
