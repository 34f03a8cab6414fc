"use client";

import { href } from "#components/layout/href.ts";
import { SourceLabel } from "#components/sources/source-label.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable, type RowSelection } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import { DeliveryState } from "./delivery-state.tsx";

interface Props {
  deliveries: readonly DeliveryRow[];
  selection?: RowSelection;
  /** Leave out what the page around says already. */
  within?: "event" | undefined;
  /** Fill the page (a list of its own) or stand within one. */
  fill?: boolean;
}

const COLUMNS: readonly DataColumn<DeliveryRow>[] = [
  {
    id: "destination",
    header: "Destination",
    width: "w-[17%]",
    narrow: "lead",
    cell: (delivery) => <Destination delivery={delivery} />,
  },
  {
    id: "status",
    header: "Status",
    width: "w-[16%]",
    narrow: "detail",
    cell: ({ status, nextAttemptAt }) => (
      <DeliveryState status={status} nextAttemptAt={nextAttemptAt} variant="plain" />
    ),
  },
  {
    id: "event",
    header: "Event",
    width: "w-[24%]",
    narrow: "detail",
    cell: (delivery) => delivery.eventType || "no type",
  },
  {
    id: "source",
    header: "Source",
    width: "w-[18%]",
    narrow: "hide",
    cell: (delivery) => <SourceLabel name={delivery.sourceName} environment={delivery.environment} />,
  },
  { id: "last", header: "Last attempt", width: "w-[13%]", narrow: "detail", cell: (delivery) => lastAttempt(delivery) },
  {
    id: "created",
    header: "Created",
    align: "end",
    narrow: "aside",
    cell: (delivery) => <TimeAgo at={delivery.createdAt} className="text-faint" />,
  },
];

/** Event and source stand above the table already. */
const COLUMNS_WITHIN_EVENT = COLUMNS.filter(({ id }) => id !== "event" && id !== "source");

export function DeliveriesTable({ deliveries, selection, within, fill = false }: Props) {
  return (
    <DataTable
      label={fill ? "Deliveries" : "Table of deliveries"}
      fill={fill}
      rows={deliveries}
      columns={within === "event" ? COLUMNS_WITHIN_EVENT : COLUMNS}
      rowId={(delivery) => delivery.id}
      rowLabel={(delivery) => `${delivery.eventType} to ${delivery.destination}`}
      rowHref={(delivery) => href.delivery(delivery.id)}
      {...(selection ? { selection } : {})}
    />
  );
}

function Destination({ delivery }: { delivery: DeliveryRow }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <span className="truncate font-medium">{delivery.destination}</span>
      {delivery.isDestinationDeleted ? <Badge>deleted</Badge> : null}
      {delivery.replayId === null ? null : <Badge tone="accent">replay</Badge>}
    </span>
  );
}

function lastAttempt({ attemptCount, maxAttempts, lastStatusCode, lastOutcome }: DeliveryRow): string {
  if (attemptCount === 0) return "none yet";
  const answer = lastStatusCode ?? lastOutcome?.replaceAll("_", " ") ?? "under way";
  return `${answer}, ${attemptCount} of ${Math.max(maxAttempts, attemptCount)}`;
}
