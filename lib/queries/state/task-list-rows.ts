import { Prisma } from "#lib/db/generated/client.ts";
import { instantColumns } from "#lib/db/state/instant-sql.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";
import type { TaskListRow } from "#lib/domain/api/tasks.ts";
import { taskListSays } from "#lib/domain/state/says/task-list-says.ts";
import type { TaskListState, TaskListStateName } from "#lib/domain/state/task-list-state.ts";
import { turnaround } from "#lib/domain/turnaround.ts";
import {
  BUSINESS_COLUMNS,
  type BusinessColumns,
  type OwningBusiness,
  owningBusiness,
  shownBusiness,
} from "./state-businesses.ts";
import { SOURCE_COLUMNS, type SourceColumns, shownSource } from "./state-sources.ts";

/** A row of task_lists beside its source and business, as the database returns it. */
export type TaskListRecord = SourceColumns &
  BusinessColumns & {
    source_id: string;
    state: TaskListStateName;
    task_types: string[];
    type_since: Record<string, string>;
    open_since: string | null;
    last_reminder_at: string | null;
    last_reconnect_reminder_at: string | null;
    completed_at: string | null;
    previous_completed_at: string | null;
    turnaround_seconds: number[];
    is_merged: boolean;
    as_of: string | null;
    decided_by: string[];
    last_seen_at: string;
  };

/** Adds what a list shows to the few task lists that `page` selects. */
export function withBusiness(page: Prisma.Sql, order: Prisma.Sql, place = Prisma.sql`t.source_id`): Prisma.Sql {
  return Prisma.sql`
SELECT ${place}, ${SOURCE_COLUMNS}, ${BUSINESS_COLUMNS}, t.business_id, t.state, t.task_types, t.type_since, t.turnaround_seconds,
  t.is_merged, t.decided_by, ${instantColumns("t", TIMES)}
FROM (${page}) AS t
JOIN sources s ON s.id = t.source_id
LEFT JOIN businesses b ON b.source_id = t.source_id AND b.business_id = t.business_id
${order}`;
}

const TIMES = [
  "open_since",
  "last_reminder_at",
  "last_reconnect_reminder_at",
  "completed_at",
  "previous_completed_at",
  "as_of",
  "last_seen_at",
] as const;

function taskListStateOf(record: TaskListRecord): TaskListState {
  return {
    state: record.state,
    taskTypes: record.task_types,
    typeSince: record.type_since,
    openSince: record.open_since,
    lastReminderAt: record.last_reminder_at,
    lastReconnectReminderAt: record.last_reconnect_reminder_at,
    completedAt: record.completed_at,
    previousCompletedAt: record.previous_completed_at,
    turnaroundSeconds: record.turnaround_seconds,
    isMerged: record.is_merged,
    asOf: record.as_of,
    decidedBy: record.decided_by,
    lastSeenAt: record.last_seen_at,
  };
}

/** What a task list's row is made of, whether read now or computed for a moment of the past. */
export interface TaskListFacts {
  readonly source: SourceColumns;
  readonly business: OwningBusiness;
  readonly state: TaskListState;
  readonly observation: ObservationRow | null;
}

export function taskListFacts(record: TaskListRecord, observation: ObservationRow | null): TaskListFacts {
  return {
    source: record,
    business: owningBusiness(record),
    state: taskListStateOf(record),
    observation,
  };
}

export function toTaskListRow({ source, business, state, observation }: TaskListFacts): TaskListRow {
  return {
    ...shownSource(source),
    ...shownBusiness(business),
    state: state.state,
    taskTypes: [...state.taskTypes],
    typeSince: { ...state.typeSince },
    openSince: state.openSince,
    lastReminderAt: state.lastReminderAt,
    completedAt: state.completedAt,
    previousCompletedAt: state.previousCompletedAt,
    turnaround: turnaround(state.turnaroundSeconds),
    isMerged: state.isMerged,
    asOf: state.asOf,
    decidedBy: [...state.decidedBy],
    says: taskListSays(state),
    observation,
  };
}
