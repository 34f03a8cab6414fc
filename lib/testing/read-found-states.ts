import type pg from "pg";
import type { ConnectionState } from "#lib/domain/state/connection-state.ts";
import type { ResourceState } from "#lib/domain/state/resource-state.ts";
import type { TaskListState } from "#lib/domain/state/task-list-state.ts";
import type { FoundState } from "#lib/simulator/truth/compare-truth.ts";
import { momentOf } from "#lib/simulator/truth/moment.ts";
import type { Receipt } from "#lib/simulator/truth/truth.ts";
import { foundBusiness, foundConnection, foundResource, foundTaskList, foundUser } from "./found-state.ts";

/** Every row of the tables of state, for a comparison with a story that has the database to itself. */
export async function readFoundStates(pool: pg.Pool): Promise<FoundState[]> {
  const businesses = await pool.query<BusinessRecord>(BUSINESSES);
  const connections = await pool.query<ConnectionRecord>(CONNECTIONS);
  const taskLists = await pool.query<TaskListRecord>(TASK_LISTS);
  const users = await pool.query<{ userId: string; eventCount: number }>(USERS);
  const resources = await pool.query<ResourceRecord>(RESOURCES);
  return [
    ...businesses.rows.map((row) => foundBusiness(row.businessId, row)),
    ...connections.rows.map((row) => foundConnection([row.businessId, row.accountId], row)),
    ...taskLists.rows.map((row) => foundTaskList(row.businessId, row)),
    ...users.rows.map((row) => foundUser(row.userId, row.eventCount)),
    ...resources.rows.map((row) => foundResource([row.userId, row.resource, row.resourceId], row)),
  ];
}

/** When each event was first received, by the provider's id of it. */
export async function readReceipts(pool: pg.Pool): Promise<Map<string, Receipt>> {
  const { rows } = await pool.query<{ id: string; key: string; at: string }>(
    `SELECT id, provider_key AS key, ${time("received_at")} AS at FROM events`,
  );
  return new Map(rows.map(({ id, key, at }) => [key, { eventId: id, at: momentOf(at) }]));
}

type BusinessRecord = Parameters<typeof foundBusiness>[1] & { businessId: string };
type ConnectionRecord = ConnectionState & { businessId: string; accountId: string };
type TaskListRecord = TaskListState & { businessId: string };
type ResourceRecord = ResourceState & { userId: string; resource: string; resourceId: string };

function time(column: string): string {
  return `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** SQL text: columns under the names that the rules give them. */
function named(columns: readonly string[], times: readonly string[]): string {
  const camelled = (name: string) => name.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
  const all = [...columns.map((name) => [name, name]), ...times.map((name) => [name, time(name)])];
  return all.map(([name = "", sql]) => `${sql} AS "${camelled(name)}"`).join(", ");
}

const BUSINESSES = `SELECT ${named(
  ["business_id", "status", "external_id", "external_ids", "event_count", "late_activity_count"],
  ["created_at"],
)}, ${time("status_since")} AS since FROM businesses`;
const CONNECTIONS = `SELECT ${named(
  ["business_id", "account_id", "state", "candidates", "problem", "recovered_by"],
  ["since", "last_sync_at", "problem_since", "recovered_at"],
)} FROM connections`;
const TASK_LISTS = `SELECT ${named(
  ["business_id", "state", "task_types", "is_merged"],
  ["open_since", "last_reminder_at", "completed_at", "previous_completed_at"],
)} FROM task_lists`;
const USERS = `SELECT ${named(["user_id", "event_count"], [])} FROM users`;
const RESOURCES = `SELECT ${named(
  ["user_id", "resource", "resource_id", "status", "message", "certainty", "also_received", "has_open_error"],
  ["last_received_at"],
)} FROM resources`;
