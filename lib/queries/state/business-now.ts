import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";
import type { TaskListRow } from "#lib/domain/api/tasks.ts";
import { lastObservation, readSubjectObservations } from "#lib/queries/observations/subject-observations.ts";
import { type BusinessRecord, businessFacts, toBusinessRow, withConnectionsAndTasks } from "./business-rows.ts";
import type { BusinessView } from "./business-view.ts";
import { type ConnectionRecord, connectionFacts, toConnectionRow, withBusinessAndTasks } from "./connection-rows.ts";
import { readBusinessNotices } from "./register-notices.ts";
import { type TaskListRecord, taskListFacts, toTaskListRow, withBusiness } from "./task-list-rows.ts";

interface BusinessKey {
  readonly sourceId: string;
  readonly id: string;
}

/** The row of a business as lists show it; null when it is gone since it was found. */
export async function readBusinessRecord({ sourceId, id }: BusinessKey): Promise<BusinessRecord | null> {
  const one = Prisma.sql`SELECT b.* FROM businesses b WHERE b.source_id = ${sourceId}::uuid AND b.business_id = ${id}`;
  const [record] = await readRows<BusinessRecord>(withConnectionsAndTasks(one, Prisma.empty));
  return record ?? null;
}

/** A business as it is now. */
export async function businessNow(record: BusinessRecord): Promise<BusinessView> {
  const key = { sourceId: record.source_id, id: record.business_id };
  const [connections, taskLists, observations] = await Promise.all([
    readConnections(key),
    readTaskLists(key),
    readSubjectObservations(["business", "connection", "task_list"], key, null),
  ]);
  const accounts = connections.map(({ account_id }) => account_id);
  const decidedBy = [record, ...connections, ...taskLists].flatMap(({ decided_by }) => decided_by);
  const [taskList = null] = taskLists.map((row) => observedTaskList(row, observations));
  return {
    business: toBusinessRow(businessFacts(record)),
    externalIds: record.external_ids,
    connections: connections.map((row) => observedConnection(row, observations)),
    taskList,
    notices: await readBusinessNotices(key, accounts, decidedBy),
    observations,
  };
}

function observedConnection(row: ConnectionRecord, observations: readonly ObservationRow[]): ConnectionRow {
  const key = [row.business_id, row.account_id];
  return toConnectionRow(connectionFacts(row, lastObservation(observations, "connection", key, row.last_seen_at)));
}

function observedTaskList(row: TaskListRecord, observations: readonly ObservationRow[]): TaskListRow {
  const observation = lastObservation(observations, "task_list", [row.business_id], row.last_seen_at);
  return toTaskListRow(taskListFacts(row, observation));
}

function readConnections({ sourceId, id }: BusinessKey): Promise<ConnectionRecord[]> {
  const all = Prisma.sql`SELECT c.* FROM connections c WHERE c.source_id = ${sourceId}::uuid AND c.business_id = ${id}`;
  return readRows(withBusinessAndTasks(all, Prisma.sql`ORDER BY c.account_id`));
}

function readTaskLists({ sourceId, id }: BusinessKey): Promise<TaskListRecord[]> {
  const one = Prisma.sql`SELECT t.* FROM task_lists t WHERE t.source_id = ${sourceId}::uuid AND t.business_id = ${id}`;
  return readRows(withBusiness(one, Prisma.empty));
}
