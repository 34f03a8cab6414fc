"use client";

import { href } from "#components/layout/href.ts";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import { deliveredShare } from "./delivered-share.ts";
import { DestinationState } from "./destination-state.tsx";

const COLUMNS: readonly DataColumn<DestinationRow>[] = [
  {
    id: "name",
    header: "Name",
    width: "w-[20%]",
    narrow: "lead",
    cell: (destination) => <span className="font-medium">{destination.name}</span>,
  },
  {
    id: "url",
    header: "URL",
    width: "w-[26%]",
    narrow: "hide",
    cell: (destination) => <span className="mono">{destination.url}</span>,
  },
  {
    id: "state",
    header: "State",
    width: "w-36",
    narrow: "aside",
    cell: (destination) => <DestinationState health={destination.health} variant="plain" />,
  },
  { id: "delivered", header: "24 h", narrow: "detail", cell: (destination) => deliveredShare(destination) },
  {
    id: "waiting",
    header: "Waiting",
    width: "w-[20%]",
    narrow: "detail",
    cell: (destination) => <Waiting destination={destination} />,
  },
  {
    id: "dead",
    header: "Dead-lettered",
    width: "w-36",
    align: "end",
    narrow: "detail",
    cell: ({ deadLettered }) =>
      deadLettered > 0 ? (
        <span className="font-medium text-bad">{deadLettered.toLocaleString("en-GB")}</span>
      ) : (
        <span className="text-faint">0</span>
      ),
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
    />
  );
}

function Waiting({ destination }: { destination: DestinationRow }) {
  const waiting = destination.pending + destination.held;
  if (waiting === 0) return <span className="text-faint">none</span>;
  return (
    <>
      {waiting.toLocaleString("en-GB")}
      {destination.oldestPendingAt ? (
        <span className="text-faint">
          , oldest <TimeAgo at={destination.oldestPendingAt} />
        </span>
      ) : null}
    </>
  );
}
