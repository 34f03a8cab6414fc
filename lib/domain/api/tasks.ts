import * as z from "zod";
import { BUSINESS_STATUSES } from "#lib/domain/state/business-state.ts";
import { TASK_LIST_STATES } from "#lib/domain/state/task-list-state.ts";
import { observationRow } from "./observations.ts";
import { pageOf, timestamp } from "./page.ts";
import { choiceParam, spanParam, stateListParams, textParam } from "./state-params.ts";
import { derivation, stateBusiness, stateSource } from "./state-row.ts";

export const taskQuery = z.strictObject({
  ...stateListParams,
  businessId: textParam.optional(),
  state: choiceParam(TASK_LIST_STATES).optional(),
  type: textParam.optional().meta({ description: "The list holds this task type." }),
  only: textParam.optional().meta({ description: "The list holds this task type and no other." }),
  business: choiceParam([...BUSINESS_STATUSES, "not_inactive"]).optional(),
  age: spanParam.optional().meta({ description: "Open for longer than this span." }),
  mismatch: z
    .enum(["connection"], "must be connection.")
    .optional()
    .meta({ description: "Asks for a reconnect while no connection of the business has a problem." }),
  sort: z
    .enum(["open_since", "last_reminder", "turnaround"], "must be open_since, last_reminder or turnaround.")
    .default("open_since"),
});
export type TaskQuery = z.output<typeof taskQuery>;

export const taskListRow = z
  .object({
    ...stateSource,
    ...stateBusiness,
    state: z.enum(TASK_LIST_STATES),
    taskTypes: z.array(z.string()),
    typeSince: z.record(z.string(), timestamp),
    openSince: timestamp.nullable().meta({ description: "Open at least since then: requests carry no time." }),
    lastReminderAt: timestamp.nullable(),
    completedAt: timestamp.nullable(),
    previousCompletedAt: timestamp.nullable(),
    turnaround: z
      .object({ rounds: z.int(), lastSeconds: z.int(), p50Seconds: z.int(), p90Seconds: z.int() })
      .nullable()
      .meta({ description: "From the first request to its completion; null before the first completion." }),
    isMerged: z.boolean().meta({ description: "Two different lists arrived within five minutes; both are shown." }),
    ...derivation,
    observation: observationRow.nullable(),
  })
  .meta({ id: "TaskList" });
export type TaskListRow = z.infer<typeof taskListRow>;

export const taskPage = pageOf(taskListRow).meta({ id: "TaskListPage" });
