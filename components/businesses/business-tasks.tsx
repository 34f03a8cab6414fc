import Link from "next/link";
import type { ReactNode } from "react";
import { href } from "#components/layout/href.ts";
import { ReplayIconButton } from "#components/replays/replay-icon-button.tsx";
import { Checked } from "#components/state/checked.tsx";
import { StateCard } from "#components/state/state-card.tsx";
import { StateTime } from "#components/state/state-time.tsx";
import { Why } from "#components/state/why.tsx";
import { TaskState } from "#components/tasks/task-state.tsx";
import { formatDuration } from "#components/ui/format-time.ts";
import { plural } from "#components/ui/plural.ts";
import type { BusinessDetail } from "#lib/domain/api/business-detail.ts";
import { taskTypeWords } from "#lib/domain/task-type.ts";

type Tasks = NonNullable<BusinessDetail["taskList"]>;

interface Props {
  business: BusinessDetail;
  canObserve: boolean;
}

/** The task list of a business: what is asked for, since when at least, and how long the last round took. */
export function BusinessTasks({ business, canObserve }: Props) {
  const { taskList: tasks } = business;
  const isNow = business.shownAsOf === null;
  return (
    <StateCard
      title="Tasks"
      aside={
        tasks === null ? null : (
          <Link
            href={href.tasks({ businessId: business.id, source: business.source })}
            className="text-accent hover:underline"
          >
            in the list
          </Link>
        )
      }
    >
      {tasks === null ? <NoTasks /> : <TaskFacts tasks={tasks} isNow={isNow} canObserve={canObserve && isNow} />}
    </StateCard>
  );
}

function TaskFacts({ tasks, isNow, canObserve }: { tasks: Tasks; isNow: boolean; canObserve: boolean }) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-2.5">
        <TaskState state={tasks.state} variant="plain" />
        <span className="ml-auto flex items-center">
          <ReplayIconButton
            label="the events of this task list"
            scope={{ events: { kind: "filter", filter: eventsOf(tasks) }, names: { [tasks.source]: tasks.sourceName } }}
          />
          <Why kind="task_list" subject="task list" says={tasks.says} considered={tasks.considered} />
        </span>
      </div>
      <p className="text-pretty text-normal">{tasks.says}</p>
      <TaskTypes tasks={tasks} isNow={isNow} />
      <ul className="text-faint">
        <Moment label="last reminder" at={tasks.lastReminderAt} isNow={isNow} />
        <Moment label="completed" at={tasks.completedAt} isNow={isNow} />
        <Moment label="previous list completed" at={tasks.previousCompletedAt} isNow={isNow} />
        {tasks.turnaround === null ? null : (
          <li>
            last round took {formatDuration(tasks.turnaround.lastSeconds)}; half of{" "}
            {plural(tasks.turnaround.rounds, "round")} within {formatDuration(tasks.turnaround.p50Seconds)}
          </li>
        )}
      </ul>
      <Checked
        subjectKind="task_list"
        source={tasks.source}
        subjectKey={[tasks.businessId]}
        stateNow={tasks.state}
        observation={tasks.observation}
        canObserve={canObserve}
      />
    </div>
  );
}

function eventsOf({ source, businessId }: Tasks) {
  return { source, businessId, type: "TASK_*,TASKS_*" };
}

function TaskTypes({ tasks, isNow }: { tasks: Tasks; isNow: boolean }) {
  if (tasks.taskTypes.length === 0) return null;
  if (tasks.state === "completed") {
    return <p className="text-faint">the list asked for {tasks.taskTypes.map(taskTypeWords).join(", ")}</p>;
  }
  return (
    <ul aria-label="Task types" className="flex flex-col gap-0.5">
      {tasks.taskTypes.map((type) => {
        const since = tasks.typeSince[type];
        return (
          <li key={type} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="break-words text-strong">{taskTypeWords(type)}</span>
            {since === undefined ? null : (
              <span className="text-faint" title="Requests carry no time: open at least since then">
                since at least <StateTime at={since} isNow={isNow} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Moment({ label, at, isNow }: { label: string; at: string | null; isNow: boolean }): ReactNode {
  if (at === null) return null;
  return (
    <li>
      {label} <StateTime at={at} isNow={isNow} />
    </li>
  );
}

function NoTasks() {
  return (
    <div className="text-pretty">
      <p className="text-strong">No task list was reported.</p>
      <p className="text-faint">
        Asset sends one while tasks wait for the owner. One from before this source was set up is not here, so this is
        no proof that none is open.
      </p>
    </div>
  );
}
