import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { TaskListRow, TaskQuery } from "#lib/domain/api/tasks.ts";
import { observedTaskLists } from "#lib/queries/observations/observed-task-lists.ts";
import { readStateList, type StateList } from "./state-list.ts";
import type { StateSort } from "./state-page.ts";
import { taskListConditions } from "./task-list-conditions.ts";
import { type TaskListRecord, withBusiness } from "./task-list-rows.ts";

const SORTS = {
  open_since: {
    name: "open_since",
    value: Prisma.sql`t.open_since`,
    type: "instant",
    isDescending: false,
    isNullable: true,
  },
  last_reminder: {
    name: "last_reminder",
    value: Prisma.sql`t.last_reminder_at`,
    type: "instant",
    isDescending: false,
    isNullable: true,
  },
  turnaround: {
    name: "turnaround",
    value: Prisma.sql`(SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY x) FROM unnest(t.turnaround_seconds) AS x)`,
    type: "integer",
    isDescending: true,
    isNullable: false,
  },
} satisfies Record<TaskQuery["sort"], StateSort>;

export const TASK_LISTS: StateList<TaskQuery, TaskListRecord, TaskListRow> = {
  table: "task_lists",
  key: { alias: "t", ids: ["business_id"] },
  sortOf: ({ sort }) => SORTS[sort],
  conditionsOf: taskListConditions,
  enrich: withBusiness,
  toRows: observedTaskLists,
};

/** The task lists that match, the longest open first; by turnaround the slowest first, those without one left out. */
export async function listTasks(actor: Actor, query: TaskQuery): Promise<Page<TaskListRow>> {
  actor.require("state:read");
  return readStateList(TASK_LISTS, query);
}
