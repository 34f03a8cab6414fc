"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { DELIVERY_LOOKS } from "#components/deliveries/delivery-looks.ts";
import { href } from "#components/layout/href.ts";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { formatMilliseconds } from "#components/ui/format-time.ts";
import { Status } from "#components/ui/status.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { RecentDelivery } from "#lib/domain/api/destinations.ts";

const COLUMNS: readonly DataColumn<RecentDelivery>[] = [
  {
    id: "type",
    header: "Event",
    width: "w-[26%]",
    narrow: "lead",
    cell: ({ eventType }) => <span className="font-medium">{eventType || "no type"}</span>,
  },
  {
    id: "answer",
    header: "Last answer",
    width: "w-32",
    narrow: "detail",
    cell: (delivery) => <Answer {...delivery} />,
  },
  {
    id: "duration",
    header: "Took",
    width: "w-24",
    align: "end",
    narrow: "detail",
    cell: ({ durationMs }) => (durationMs === null ? "–" : formatMilliseconds(durationMs)),
  },
  {
    id: "status",
    header: "Delivery",
    width: "w-40",
    narrow: "detail",
    cell: ({ status }) => <Status look={DELIVERY_LOOKS[status]} variant="plain" />,
  },
  {
    id: "error",
    header: "What went wrong",
    narrow: "hide",
    cell: ({ error }) => <span title={error ?? undefined}>{error ?? <span className="text-faint">–</span>}</span>,
  },
  {
    id: "at",
    header: "Sent",
    width: "w-26",
    align: "end",
    narrow: "aside",
    cell: ({ attemptedAt }) => <TimeAgo at={attemptedAt} className="text-faint" />,
  },
];

/** What a destination was sent last, and how each went. */
export function RecentDeliveries({ deliveries }: { deliveries: readonly RecentDelivery[] }) {
  if (deliveries.length === 0) {
    return <p className="text-faint">Nothing was sent to it yet. What it takes appears here with its answer.</p>;
  }
  return (
    <DataTable
      label="Table of what it received"
      rows={deliveries}
      columns={COLUMNS}
      rowId={({ id }) => id}
      rowLabel={({ eventType }) => eventType}
      rowHref={({ id }) => href.delivery(id)}
    />
  );
}

function Answer({ statusCode, error }: RecentDelivery) {
  const label = statusCode === null ? "no answer" : String(statusCode);
  return error === null ? (
    <Status look={{ tone: "ok", icon: CircleCheck, label }} variant="plain" />
  ) : (
    <Status look={{ tone: "bad", icon: CircleX, label }} variant="plain" />
  );
}
