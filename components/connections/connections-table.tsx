"use client";

import { BusinessIds } from "#components/businesses/business-ids.tsx";
import { BusinessLabel } from "#components/businesses/business-label.tsx";
import { href } from "#components/layout/href.ts";
import { ObservationMark } from "#components/observations/observation-mark.tsx";
import { needsSource } from "#components/sources/needs-source.ts";
import { SOURCE_COLUMN } from "#components/state/state-columns.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Dash } from "#components/ui/dash.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import { AccountCell } from "./account-cell.tsx";
import { connectionKey } from "./connection-key.ts";
import { CONNECTION_LOOKS } from "./connection-looks.ts";
import { ConnectionSince } from "./connection-since.tsx";
import { ConnectionState } from "./connection-state.tsx";
import { ENDED_BY } from "./ended-by.ts";
import { ReconnectCell } from "./reconnect-cell.tsx";

const COLUMNS: readonly DataColumn<ConnectionRow>[] = [
  {
    id: "business",
    header: "Business",
    narrow: "lead",
    cell: (connection) => <BusinessLabel business={businessOf(connection)} />,
    beside: (connection) => <BusinessIds business={businessOf(connection)} terse />,
  },
  SOURCE_COLUMN,
  {
    id: "account",
    header: "Account",
    width: "w-42",
    narrow: "detail",
    cell: (connection) => <AccountCell connection={connection} />,
  },
  {
    id: "state",
    header: "State",
    width: "w-44",
    narrow: "detail",
    cell: ({ state, says, observation }) => (
      <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
        <ConnectionState state={state} says={says} variant="plain" terse />
        <ObservationMark observation={observation} />
      </span>
    ),
  },
  {
    id: "since",
    header: "Since",
    width: "w-61",
    narrow: "detail",
    cell: (connection) => <ConnectionSince connection={connection} />,
  },
  {
    id: "sync",
    header: "Last sync",
    width: "w-22",
    narrow: "hide",
    cell: ({ lastSyncAt }) => (lastSyncAt === null ? <Dash says="never" /> : <TimeAgo at={lastSyncAt} />),
  },
  {
    id: "ended",
    header: "Ended by",
    width: "w-20",
    narrow: "hide",
    cell: ({ endedBy }) => (endedBy === null ? <Dash says="nobody" /> : ENDED_BY[endedBy]),
  },
  {
    id: "reconnect",
    header: "Reconnect task",
    width: "w-44",
    narrow: "detail",
    cell: (connection) => <ReconnectCell connection={connection} />,
  },
];

const COLUMNS_OF_ONE_SOURCE = COLUMNS.filter(({ id }) => id !== "source");

interface Props {
  connections: readonly ConnectionRow[];
}

export function ConnectionsTable({ connections }: Props) {
  return (
    <DataTable
      label="Connections"
      fill
      minWidth="md:min-w-[76rem]"
      rows={connections}
      columns={needsSource(connections) ? COLUMNS : COLUMNS_OF_ONE_SOURCE}
      rowId={connectionKey}
      rowLabel={({ businessId, displayName, state }) =>
        `${displayName ?? businessId}, ${CONNECTION_LOOKS[state].label}`
      }
      rowHref={({ businessId, source }) => href.business(businessId, source)}
    />
  );
}

function businessOf({ businessId, externalId, displayName }: ConnectionRow) {
  return { id: businessId, externalId, displayName };
}
