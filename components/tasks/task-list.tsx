"use client";

import { ListTodo } from "lucide-react";
import type { Route } from "next";
import type { FilterOption } from "#components/filters/filter-menu.tsx";
import { NoMatch } from "#components/table/no-match.tsx";
import { StateList } from "#components/table/state-list.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { Page } from "#lib/domain/api/page.ts";
import type { TaskListRow } from "#lib/domain/api/tasks.ts";
import { TASK_COPY_COLUMNS } from "./task-copy-columns.ts";
import { TaskFilters } from "./task-filters.tsx";
import { taskKey } from "./task-key.ts";
import { TasksTable } from "./tasks-table.tsx";

interface Props {
  page: Page<TaskListRow>;
  sources: readonly FilterOption[];
  isFiltered: boolean;
}

/** The task lists of all businesses. */
export function TaskList({ page, sources, isFiltered }: Props) {
  return (
    <StateList
      path="/tasks"
      page={page}
      keyOf={taskKey}
      noun={["task list", "task lists"]}
      filters={<TaskFilters sources={sources} />}
      empty={isFiltered ? <NoMatch noun="task lists" /> : <NoTasks />}
      copyColumns={TASK_COPY_COLUMNS}
    >
      {(tasks) => <TasksTable tasks={tasks} />}
    </StateList>
  );
}

function NoTasks() {
  return (
    <EmptyState
      icon={ListTodo}
      title="No task lists yet"
      hint={
        <>
          Asset sends what a business owner has to do once or twice a week; it appears here then. Try it with signed
          samples: <code className="mono">npm run cli -- simulate --demo</code>
        </>
      }
      action={<LinkButton href={"/sources" as Route}>See the sources</LinkButton>}
    />
  );
}
