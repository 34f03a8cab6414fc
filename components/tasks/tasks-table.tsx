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
import { plural } from "#components/ui/plural.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { TaskListRow } from "#lib/domain/api/tasks.ts";
import { AtLeast } from "./at-least.tsx";
import { taskKey } from "./task-key.ts";
import { TASK_LOOKS } from "./task-looks.ts";
import { TaskState } from "./task-state.tsx";
import { TaskTypes } from "./task-types.tsx";
import { turnaroundText } from "./turnaround-text.ts";

const COLUMNS: readonly DataColumn<TaskListRow>[] = [
  {
    id: "business",
    header: "Business",
    narrow: "lead",
    cell: (tasks) => <BusinessLabel business={businessOf(tasks)} />,
    beside: (tasks) => <BusinessIds business={businessOf(tasks)} terse />,
  },
  SOURCE_COLUMN,
  {
    id: "state",
    header: "State",
    width: "w-38",
    narrow: "detail",
    cell: ({ state, says, observation }) => (
      <span className="inline-flex max-w-full items-center gap-1.5">
        <TaskState state={state} says={says} variant="plain" />
        <ObservationMark observation={observation} />
      </span>
    ),
  },
  {
    id: "types",
    header: "Tasks",
    width: "w-[25%]",
    narrow: "detail",
    cell: ({ taskTypes, isMerged }) => <TaskTypes types={taskTypes} isMerged={isMerged} />,
  },
  {
    id: "open",
    header: "Open since",
    width: "w-22",
    narrow: "aside",
    cell: ({ openSince }) => (openSince === null ? <Dash says="not open" /> : <AtLeast since={openSince} />),
  },
  {
    id: "reminder",
    header: "Last reminder",
    width: "w-26",
    narrow: "hide",
    cell: ({ lastReminderAt }) => (lastReminderAt === null ? <Dash says="none" /> : <TimeAgo at={lastReminderAt} />),
  },
  {
    id: "completed",
    header: "Completed",
    width: "w-32",
    narrow: "hide",
    cell: (tasks) => <Completed tasks={tasks} />,
  },
  {
    id: "turnaround",
    header: "Turnaround p50 · p90",
    width: "w-41",
    align: "end",
    narrow: "hide",
    cell: ({ turnaround }) => <TurnaroundCell turnaround={turnaround} />,
  },
];

const COLUMNS_OF_ONE_SOURCE = COLUMNS.filter(({ id }) => id !== "source");

interface Props {
  tasks: readonly TaskListRow[];
}

export function TasksTable({ tasks }: Props) {
  return (
    <DataTable
      label="Tasks"
      fill
      minWidth="md:min-w-[78rem]"
      rows={tasks}
      columns={needsSource(tasks) ? COLUMNS : COLUMNS_OF_ONE_SOURCE}
      rowId={taskKey}
      rowLabel={({ businessId, displayName, state }) => `${displayName ?? businessId}, ${TASK_LOOKS[state].label}`}
      rowHref={({ businessId, source }) => href.business(businessId, source)}
    />
  );
}

/** The completion that closed the list; of an open one the completion before it, in a fainter voice. */
function Completed({ tasks: { completedAt, previousCompletedAt } }: { tasks: TaskListRow }) {
  if (completedAt !== null) return <TimeAgo at={completedAt} />;
  if (previousCompletedAt === null) return <Dash says="never" />;
  return (
    <span title="The list before this one" className="text-faint">
      before: <TimeAgo at={previousCompletedAt} />
    </span>
  );
}

function TurnaroundCell({ turnaround }: Pick<TaskListRow, "turnaround">) {
  if (turnaround === null) return <Dash says="nothing completed yet" />;
  return (
    <span title={`Half and nine tenths of ${plural(turnaround.rounds, "round")}, from request to completion`}>
      {turnaroundText(turnaround)}
    </span>
  );
}

function businessOf({ businessId, externalId, displayName }: TaskListRow) {
  return { id: businessId, externalId, displayName };
}
