"use client";

import { Layers2 } from "lucide-react";
import { href } from "#components/layout/href.ts";
import { SourceLabel } from "#components/sources/source-label.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable, type RowSelection } from "#components/table/data-table.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { EventRow } from "#lib/domain/api/events.ts";
import { DeliverySummary } from "./delivery-summary.tsx";
import { EventFlags, FLAG_TONES } from "./event-flags.tsx";
import { EventWhom } from "./event-whom.tsx";

interface Props {
  events: readonly EventRow[];
  selection?: RowSelection;
}

const MAX_FLAGS = 1;

const COLUMNS: readonly DataColumn<EventRow>[] = [
  { id: "type", header: "Type", narrow: "lead", cell: (event) => <TypeCell event={event} /> },
  {
    id: "source",
    header: "Source",
    width: "w-[15%]",
    narrow: "detail",
    cell: (event) => <SourceLabel name={event.sourceName} environment={event.environment} />,
  },
  {
    id: "whom",
    header: "Business or user",
    width: "w-[16%]",
    narrow: "detail",
    cell: (event) => <EventWhom event={event} />,
  },
  {
    id: "subject",
    header: "About",
    width: "w-[13%]",
    narrow: "hide",
    cell: (event) =>
      event.subject ? <IdChip id={event.subject} tabbable={false} /> : <span className="text-faint">–</span>,
  },
  {
    id: "deliveries",
    header: "Deliveries",
    width: "w-[16%]",
    narrow: "detail",
    cell: (event) => <DeliverySummary counts={event.deliveries} />,
  },
  {
    id: "received",
    header: "Received",
    width: "w-26",
    align: "end",
    narrow: "aside",
    cell: (event) => <TimeAgo at={event.receivedAt} className="text-faint" />,
  },
];

export function EventsTable({ events, selection }: Props) {
  return (
    <DataTable
      label="Events"
      fill
      rows={events}
      columns={COLUMNS}
      rowId={(event) => event.id}
      rowLabel={(event) => `${event.type} from ${event.sourceName}`}
      rowHref={(event) => href.event(event.id)}
      {...(selection ? { selection } : {})}
    />
  );
}

function TypeCell({ event }: { event: EventRow }) {
  const flags = event.flags.filter((flag) => FLAG_TONES[flag] !== "quiet");
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <span className="truncate font-medium">{event.type || "no type"}</span>
      {event.duplicates > 0 ? (
        <span
          title={plural(event.duplicates, "duplicate")}
          className="inline-flex shrink-0 items-center gap-0.5 text-faint text-sm"
        >
          <Layers2 size={12} aria-hidden />
          {event.duplicates}
          <span className="sr-only"> duplicates</span>
        </span>
      ) : null}
      <EventFlags flags={flags.slice(0, MAX_FLAGS)} />
      {flags.length > MAX_FLAGS ? <span className="text-faint text-sm">+{flags.length - MAX_FLAGS}</span> : null}
    </span>
  );
}
