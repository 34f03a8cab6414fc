import type { TaskListRow } from "#lib/domain/api/tasks.ts";
import { type TaskListRecord, taskListFacts, toTaskListRow } from "#lib/queries/state/task-list-rows.ts";
import { observedName, readObservations } from "./read-observations.ts";

/** The rows of task lists with what operators saw at the provider. */
export async function observedTaskLists(records: readonly TaskListRecord[]): Promise<TaskListRow[]> {
  const observed = await readObservations(
    "task_list",
    records.map((record) => ({ sourceId: record.source_id, key: [record.business_id] })),
  );
  return records.map((record) => {
    const observation = observed.get(observedName(record.source_id, [record.business_id])) ?? null;
    return toTaskListRow(taskListFacts(record, observation));
  });
}
