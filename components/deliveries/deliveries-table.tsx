"use client";

import { useMemo } from "react";
import { href } from "#components/layout/href.ts";
import { SourceLabel } from "#components/sources/source-label.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable, type RowSelection } from "#components/table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import { DeliveryState } from "./delivery-state.tsx";
import { NextTime } from "./next-time.tsx";
import { whyInShort } from "./reason-words.ts";

interface Props {
  deliveries: readonly DeliveryRow[];
  selection?: RowSelection;
  /** Leave out what the page around says already. */
  within?: "event" | "replay";
  /** Fill the page (a list of its own) or stand within one. */
  fill?: boolean;
}

const COLUMNS: readonly DataColumn<DeliveryRow>[] = [
  {
    id: "destination",
    header: "Destination",
    width: "w-[15%]",
    narrow: "lead",
    cell: (delivery) => <Destination delivery={delivery} />,
  },
  {
    id: "status",
    header: "Status",
    width: "w-36",
    narrow: "detail",
    cell: ({ status, nextAttemptAt }) => (
      <DeliveryState status={status} nextAttemptAt={nextAttemptAt} variant="plain" />
    ),
  },
  { id: "why", header: "Why", width: "w-50", narrow: "detail", cell: (delivery) => <Why delivery={delivery} /> },
  {
    id: "event",
    header: "Event",
    narrow: "detail",
    cell: (delivery) => delivery.eventType || "no type",
  },
  {
    id: "source",
    header: "Source",
    width: "w-36",
    narrow: "hide",
    cell: (delivery) => <SourceLabel name={delivery.sourceName} environment={delivery.environment} />,
  },
  { id: "last", header: "Last attempt", width: "w-31", narrow: "detail", cell: (delivery) => lastAttempt(delivery) },
  {
    id: "next",
    header: "Next attempt",
    width: "w-26",
    narrow: "hide",
    cell: (delivery) => <NextAttempt delivery={delivery} />,
  },
  {
    id: "created",
    header: "Created",
    width: "w-26",
    align: "end",
    narrow: "aside",
    cell: (delivery) => <TimeAgo at={delivery.createdAt} className="text-faint" />,
  },
];

/** What the page around says already, or has no room for. */
const LEFT_OUT: Record<NonNullable<Props["within"]>, readonly string[]> = {
  event: ["event", "source"],
  replay: ["source"],
};

export function DeliveriesTable({ deliveries, selection, within, fill = false }: Props) {
  const columns = useMemo(() => columnsWithin(within), [within]);
  return (
    <DataTable
      label={fill ? "Deliveries" : "Table of deliveries"}
      fill={fill}
      rows={deliveries}
      columns={columns}
      rowId={(delivery) => delivery.id}
      rowLabel={(delivery) => `${delivery.eventType} to ${delivery.destination}`}
      rowHref={(delivery) => href.delivery(delivery.id)}
      {...(within === undefined ? { minWidth: "md:min-w-[72rem]" } : {})}
      {...(selection ? { selection } : {})}
    />
  );
}

function columnsWithin(within: Props["within"]): readonly DataColumn<DeliveryRow>[] {
  return within === undefined ? COLUMNS : COLUMNS.filter(({ id }) => !LEFT_OUT[within].includes(id));
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

function Why({ delivery }: { delivery: DeliveryRow }) {
  const why = whyInShort(delivery);
  if (why === null) return <span className="text-faint max-md:hidden">–</span>;
  return (
    <span title={delivery.explanation}>
      {why}
      {delivery.since === null ? null : (
        <span className="text-faint">
          {" "}
          <TimeAgo at={delivery.since} />
        </span>
      )}
    </span>
  );
}

/** While a destination is being spared, its own probe decides when a delivery goes out. */
function NextAttempt({ delivery: { nextAttemptAt, reason } }: { delivery: DeliveryRow }) {
  if (nextAttemptAt === null) return <span className="text-faint">–</span>;
  if (reason === "breaker") return <span className="text-faint">after a probe</span>;
  return <NextTime at={nextAttemptAt} />;
}

function lastAttempt({ attemptCount, maxAttempts, lastStatusCode, lastOutcome }: DeliveryRow): string {
  if (attemptCount === 0) return "none yet";
  const answer = lastStatusCode ?? lastOutcome?.replaceAll("_", " ") ?? "under way";
  return `${answer}, ${attemptCount} of ${Math.max(maxAttempts, attemptCount)}`;
}
