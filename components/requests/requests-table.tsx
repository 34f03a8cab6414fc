"use client";

import { href } from "#components/layout/href.ts";
import { SourceLabel } from "#components/sources/source-label.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable, type RowSelection } from "#components/table/data-table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { RequestRow } from "#lib/domain/api/requests.ts";
import { RequestOutcome } from "./request-outcome.tsx";

interface Props {
  requests: readonly RequestRow[];
  selection?: RowSelection;
  fill?: boolean;
}

const COLUMNS: readonly DataColumn<RequestRow>[] = [
  {
    id: "outcome",
    header: "Outcome",
    width: "w-40",
    narrow: "lead",
    cell: (request) => <RequestOutcome request={request} variant="plain" />,
  },
  {
    id: "source",
    header: "Source",
    width: "w-[22%]",
    narrow: "detail",
    cell: (request) => <SourceLabel name={request.sourceName ?? request.source} environment={request.environment} />,
  },
  { id: "status", header: "Answer", width: "w-20", narrow: "detail", cell: (request) => request.status },
  {
    id: "cause",
    header: "Why",
    narrow: "detail",
    cell: (request) => (
      <span title={request.causeText ?? undefined}>{request.causeText ?? <span className="text-faint">–</span>}</span>
    ),
  },
  { id: "door", header: "Door", width: "w-24", narrow: "hide", cell: (request) => request.door },
  {
    id: "received",
    header: "Received",
    width: "w-32",
    align: "end",
    narrow: "aside",
    cell: (request) => <TimeAgo at={request.receivedAt} className="text-faint" />,
  },
];

export function RequestsTable({ requests, selection, fill = false }: Props) {
  return (
    <DataTable
      label="Requests"
      fill={fill}
      rows={requests}
      columns={COLUMNS}
      rowId={(request) => request.id}
      rowLabel={(request) => `${request.outcome} request to ${request.source}`}
      rowHref={(request) => href.request(request.id)}
      {...(selection ? { selection } : {})}
    />
  );
}
