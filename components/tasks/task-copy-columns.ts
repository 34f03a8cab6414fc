import type { CopyColumn } from "#components/table/copy-column.ts";
import type { TaskListRow } from "#lib/domain/api/tasks.ts";
import { TASK_LOOKS } from "./task-looks.ts";
import { turnaroundText } from "./turnaround-text.ts";

/** What a copied task list says. */
export const TASK_COPY_COLUMNS: readonly CopyColumn<TaskListRow>[] = [
  { header: "Name", text: ({ displayName }) => displayName },
  { header: "External id", text: ({ externalId }) => externalId },
  { header: "Business", text: ({ businessId }) => businessId },
  { header: "Source", text: ({ sourceName }) => sourceName },
  { header: "State", text: ({ state }) => TASK_LOOKS[state].label },
  { header: "Tasks", text: ({ taskTypes }) => taskTypes.join(", ") },
  { header: "Open at least since", text: ({ openSince }) => openSince },
  { header: "Last reminder", text: ({ lastReminderAt }) => lastReminderAt },
  { header: "Completed", text: ({ completedAt }) => completedAt },
  {
    header: "Turnaround p50 · p90",
    text: ({ turnaround }) => (turnaround === null ? null : turnaroundText(turnaround)),
  },
  { header: "In words", text: ({ says }) => says },
];
