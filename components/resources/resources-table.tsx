"use client";

import { href } from "#components/layout/href.ts";
import { ObservationMark } from "#components/observations/observation-mark.tsx";
import { needsSource } from "#components/sources/needs-source.ts";
import { SOURCE_COLUMN } from "#components/state/state-columns.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { Dash } from "#components/ui/dash.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { UserLabel } from "#components/users/user-label.tsx";
import type { ResourceRow } from "#lib/domain/api/resources.ts";
import { MessageCell } from "./message-cell.tsx";
import { ResourceCertainty } from "./resource-certainty.tsx";
import { resourceKey } from "./resource-key.ts";
import { resourceLook } from "./resource-looks.ts";
import { ResourceStatus } from "./resource-status.tsx";
import { resourceWord } from "./resource-words.ts";

const COLUMNS: readonly DataColumn<ResourceRow>[] = [
  {
    id: "user",
    header: "User",
    width: "w-41",
    narrow: "lead",
    cell: ({ userId, displayName }) => <UserLabel id={userId} displayName={displayName} />,
  },
  SOURCE_COLUMN,
  {
    id: "kind",
    header: "Kind",
    width: "w-33",
    narrow: "detail",
    cell: ({ resource }) => <span title={resource}>{resourceWord(resource)}</span>,
  },
  {
    id: "id",
    header: "Id",
    width: "w-38",
    narrow: "hide",
    cell: ({ resourceId }) =>
      resourceId === "" ? (
        <Dash says="came without an id" />
      ) : (
        <IdChip id={resourceId} shown={shortenId(withoutKind(resourceId))} tabbable={false} />
      ),
  },
  {
    id: "status",
    header: "Status",
    width: "w-58",
    narrow: "detail",
    cell: (resource) => <StatusCell resource={resource} />,
  },
  {
    id: "message",
    header: "Message and fix",
    narrow: "detail",
    cell: (resource) => <MessageCell resource={resource} />,
  },
  {
    id: "since",
    header: "Since",
    width: "w-22",
    narrow: "hide",
    cell: ({ statusSince }) => <TimeAgo at={statusSince} />,
  },
  {
    id: "last",
    header: "Last received",
    width: "w-28",
    align: "end",
    narrow: "aside",
    cell: ({ lastReceivedAt }) => <TimeAgo at={lastReceivedAt} className="text-faint" />,
  },
];

const COLUMNS_OF_ONE_SOURCE = COLUMNS.filter(({ id }) => id !== "source");

interface Props {
  resources: readonly ResourceRow[];
}

export function ResourcesTable({ resources }: Props) {
  return (
    <DataTable
      label="Resources"
      fill
      minWidth="md:min-w-[76rem]"
      rows={resources}
      columns={needsSource(resources) ? COLUMNS : COLUMNS_OF_ONE_SOURCE}
      rowId={resourceKey}
      rowLabel={({ resource, status, userId, displayName }) =>
        `${resourceWord(resource)} of ${displayName ?? userId}, ${resourceLook(status).label}`
      }
      rowHref={({ userId, source }) => href.user(userId, source)}
    />
  );
}

function StatusCell({ resource }: { resource: ResourceRow }) {
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-middle">
      <ResourceStatus status={resource.status} says={resource.says} variant="plain" />
      <ObservationMark observation={resource.observation} />
      <span className="truncate text-sm">
        <ResourceCertainty resource={resource} />
      </span>
    </span>
  );
}

/** The kind stands beside it already. */
function withoutKind(id: string): string {
  return id.replace(/^[a-zA-Z]+Id_(?=.)/, "");
}
