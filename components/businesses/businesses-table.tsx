"use client";

import { href } from "#components/layout/href.ts";
import { needsSource } from "#components/sources/needs-source.ts";
import { EVENT_COUNT_COLUMN, LAST_EVENT_COLUMN, SOURCE_COLUMN } from "#components/state/state-columns.tsx";
import type { DataColumn } from "#components/table/data-column.ts";
import { DataTable } from "#components/table/data-table.tsx";
import { AtLeast } from "#components/tasks/at-least.tsx";
import { TaskState } from "#components/tasks/task-state.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Dash } from "#components/ui/dash.tsx";
import { formatUtc } from "#components/ui/format-time.ts";
import { plural } from "#components/ui/plural.ts";
import type { BusinessRow } from "#lib/domain/api/businesses.ts";
import { BusinessIds } from "./business-ids.tsx";
import { businessKey } from "./business-key.ts";
import { BusinessLabel } from "./business-label.tsx";
import { BusinessStatus } from "./business-status.tsx";
import { BUSINESS_WORDS } from "./business-words.ts";
import { ConnectionCounts } from "./connection-counts.tsx";

const COLUMNS: readonly DataColumn<BusinessRow>[] = [
  {
    id: "business",
    header: "Business",
    narrow: "lead",
    cell: (business) => <BusinessLabel business={business} />,
    beside: (business) => <BusinessIds business={business} />,
  },
  SOURCE_COLUMN,
  {
    id: "status",
    header: "Status",
    width: "w-54",
    narrow: "detail",
    cell: (business) => <StatusCell business={business} />,
  },
  {
    id: "connections",
    header: "Connections",
    width: "w-32",
    narrow: "detail",
    cell: ({ connections }) => <ConnectionCounts connections={connections} />,
  },
  {
    id: "tasks",
    header: "Tasks",
    width: "w-52",
    narrow: "detail",
    cell: ({ tasks }) => <TasksCell tasks={tasks} />,
  },
  EVENT_COUNT_COLUMN,
  LAST_EVENT_COLUMN,
];

const COLUMNS_OF_ONE_SOURCE = COLUMNS.filter(({ id }) => id !== "source");

interface Props {
  businesses: readonly BusinessRow[];
}

export function BusinessesTable({ businesses }: Props) {
  return (
    <DataTable
      label="Businesses"
      fill
      minWidth="md:min-w-[72rem]"
      rows={businesses}
      columns={needsSource(businesses) ? COLUMNS : COLUMNS_OF_ONE_SOURCE}
      rowId={businessKey}
      rowLabel={({ id, displayName, status }) => `${displayName ?? id}, ${BUSINESS_WORDS[status]}`}
      rowHref={({ id, source }) => href.business(id, source)}
    />
  );
}

function StatusCell({ business: { status, says, lateActivity } }: { business: BusinessRow }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <BusinessStatus status={status} says={says} variant="plain" />
      {lateActivity === null ? null : (
        <Badge
          tone="warn"
          title={`Account and task events after the deactivation; the last of them ${formatUtc(lateActivity.lastAt).slice(0, 16)} UTC`}
        >
          {plural(lateActivity.count, "event")} since
        </Badge>
      )}
    </span>
  );
}

function TasksCell({ tasks }: Pick<BusinessRow, "tasks">) {
  if (tasks === null) return <Dash says="no task list received" />;
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <TaskState state={tasks.state} says={`${tasks.taskTypes.join(", ")}`} variant="plain" />
      {tasks.openSince === null ? null : (
        <span className="text-faint">
          <AtLeast since={tasks.openSince} />
        </span>
      )}
    </span>
  );
}
