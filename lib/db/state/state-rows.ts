import type { BusinessState } from "#lib/domain/state/business-state.ts";
import type { ConnectionState } from "#lib/domain/state/connection-state.ts";
import type { ResourceState } from "#lib/domain/state/resource-state.ts";
import type { TaskListState } from "#lib/domain/state/task-list-state.ts";
import type { BusinessKey, ConnectionKey, ResourceKey } from "./register-keys.ts";

/** A row of a table of state, by column, as json_populate_recordset reads it. */
export type StateRow = Readonly<Record<string, unknown>>;

/** Without the counts, which are kept beside the state. */
export function businessRow(key: BusinessKey, state: BusinessState): StateRow {
  return {
    ...key,
    status: state.status,
    status_since: state.since,
    created_at: state.createdAt,
    external_id: state.externalId,
    external_ids: state.externalIds,
    as_of: state.asOf,
    decided_by: state.decidedBy,
    last_seen_at: state.lastSeenAt,
  };
}

export function connectionRow(key: ConnectionKey, state: ConnectionState): StateRow {
  return {
    ...key,
    state: state.state,
    since: state.since,
    last_sync_at: state.lastSyncAt,
    problem: state.problem,
    problem_since: state.problemSince,
    recovered_at: state.recoveredAt,
    recovered_by: state.recoveredBy,
    candidates: state.candidates,
    as_of: state.asOf,
    decided_by: state.decidedBy,
    last_seen_at: state.lastSeenAt,
  };
}

export function taskListRow(key: BusinessKey, state: TaskListState): StateRow {
  return {
    ...key,
    state: state.state,
    task_types: state.taskTypes,
    type_since: state.typeSince,
    open_since: state.openSince,
    last_reminder_at: state.lastReminderAt,
    last_reconnect_reminder_at: state.lastReconnectReminderAt,
    completed_at: state.completedAt,
    previous_completed_at: state.previousCompletedAt,
    turnaround_seconds: state.turnaroundSeconds,
    is_merged: state.isMerged,
    as_of: state.asOf,
    decided_by: state.decidedBy,
    last_seen_at: state.lastSeenAt,
  };
}

/** The receipt of the newest notice is the last one considered: Abound's notices carry no other time. */
export function resourceRow(key: ResourceKey, state: ResourceState): StateRow {
  return {
    ...key,
    status: state.status,
    message: state.message,
    certainty: state.certainty,
    also_received: state.alsoReceived,
    has_open_error: state.hasOpenError,
    first_received_at: state.firstReceivedAt,
    status_since: state.statusSince,
    last_received_at: state.lastReceivedAt,
    decided_by: state.decidedBy,
    last_seen_at: state.lastReceivedAt,
  };
}
