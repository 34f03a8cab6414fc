import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import type { ObservationRow } from "#lib/domain/api/observations.ts";
import type { TaskListRow } from "#lib/domain/api/tasks.ts";
import type { TypedNotice } from "#lib/domain/considered.ts";
import { earliest, latest } from "#lib/domain/instant.ts";
import { lateActivity } from "#lib/domain/late-activity.ts";
import { businessState } from "#lib/domain/state/business-state.ts";
import { type ConnectionState, connectionState } from "#lib/domain/state/connection-state.ts";
import { type AsOf, noticesAsOf } from "#lib/domain/state/notices-as-of.ts";
import { subjectOf } from "#lib/domain/state/register.ts";
import { type TaskListState, taskListState } from "#lib/domain/state/task-list-state.ts";
import { lastObservation, readSubjectObservations } from "#lib/queries/observations/subject-observations.ts";
import { type BusinessRecord, type ConnectionCounts, toBusinessRow } from "./business-rows.ts";
import type { BusinessView } from "./business-view.ts";
import { type ConnectionFacts, toConnectionRow } from "./connection-rows.ts";
import { readAllBusinessNotices } from "./register-notices.ts";
import { toTaskListRow } from "./task-list-rows.ts";

/** A business as it was: the same rules on the notices that count as of then. What operators named it is of today. */
export async function businessAsOf(record: BusinessRecord, at: AsOf): Promise<BusinessView> {
  const key = { sourceId: record.source_id, id: record.business_id };
  const [all, observations] = await Promise.all([
    readAllBusinessNotices(key),
    readSubjectObservations(["business", "connection", "task_list"], key, at.asOf),
  ]);
  const notices = noticesAsOf(all, at) as TypedNotice[];
  const accounts = accountStates(notices);
  const alsoUnder = await readAlsoUnder(record, [...accounts.keys()], at);
  return buildView(record, { notices, accounts, alsoUnder, observations });
}

interface Known {
  readonly notices: readonly TypedNotice[];
  readonly accounts: ReadonlyMap<string, ConnectionState>;
  readonly alsoUnder: ReadonlyMap<string, string[]>;
  readonly observations: readonly ObservationRow[];
}

function buildView(record: BusinessRecord, known: Known): BusinessView {
  const { notices, accounts, observations } = known;
  const state = businessState(notices);
  const tasks = taskListState(notices);
  const business = { id: record.business_id, displayName: record.display_name };
  const owner = { source: record, business: { ...business, externalId: state.externalId, status: state.status } };
  return {
    business: toBusinessRow({
      source: record,
      ...business,
      state,
      connectionCounts: countStates([...accounts.values()]),
      tasks:
        tasks === null ? null : { state: tasks.state, taskTypes: [...tasks.taskTypes], openSince: tasks.openSince },
      events: countEvents(record, notices),
      lateActivity: lateActivity(state, notices),
    }),
    externalIds: state.externalIds,
    connections: connectionRows(owner, known, tasks),
    taskList: tasks === null ? null : taskListRow(owner, tasks, observations),
    notices,
    observations,
  };
}

type Owner = Pick<ConnectionFacts, "source" | "business">;

function connectionRows(
  owner: Owner,
  { accounts, alsoUnder, observations }: Known,
  tasks: TaskListState | null,
): ConnectionRow[] {
  const states = [...accounts.values()];
  const shared = {
    ...owner,
    reconnectTask: reconnectTaskOf(tasks),
    hasOpenProblem: states.some(({ problem, recoveredAt }) => problem !== null && recoveredAt === null),
  };
  return [...accounts].map(([accountId, state]) => {
    const key = [owner.business.id, accountId];
    const observation = lastObservation(observations, "connection", key, state.lastSeenAt);
    return toConnectionRow({ ...shared, accountId, state, alsoUnder: alsoUnder.get(accountId) ?? [], observation });
  });
}

function taskListRow(owner: Owner, state: TaskListState, observations: readonly ObservationRow[]): TaskListRow {
  const observation = lastObservation(observations, "task_list", [owner.business.id], state.lastSeenAt);
  return toTaskListRow({ ...owner, state, observation });
}

function accountStates(notices: readonly TypedNotice[]): Map<string, ConnectionState> {
  const byAccount = Map.groupBy(
    notices.filter((notice) => subjectOf(notice) === "connection" && notice.accountId !== null),
    ({ accountId }) => accountId ?? "",
  );
  const sorted = [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([accountId, own]) => [accountId, connectionState(own)]));
}

function reconnectTaskOf(tasks: TaskListState | null): ConnectionFacts["reconnectTask"] {
  if (tasks === null) return null;
  const isOpen = tasks.state !== "completed" && tasks.taskTypes.includes("reconnect_account");
  return { isOpen, lastReminderAt: tasks.lastReconnectReminderAt };
}

function countStates(states: readonly ConnectionState[]): ConnectionCounts {
  const counts: ConnectionCounts = {};
  for (const { state } of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Of a business that was not known yet there are no events, and the first is still to come. */
function countEvents(record: BusinessRecord, notices: readonly TypedNotice[]) {
  const seen = notices.map(({ seenAt }) => seenAt);
  return {
    eventCount: notices.length,
    firstEventAt: earliest(seen) ?? record.first_event_at,
    lastEventAt: latest(seen) ?? record.first_event_at,
  };
}

async function readAlsoUnder(
  { source_id, business_id }: BusinessRecord,
  accountIds: readonly string[],
  { asOf, basis }: AsOf,
): Promise<Map<string, string[]>> {
  if (accountIds.length === 0) return new Map();
  const moment = Prisma.raw(basis === "received" ? "n.seen_at" : "n.at");
  const rows = await readRows<{ account_id: string; business_ids: string[] }>(Prisma.sql`
SELECT x.account_id, array_agg(x.business_id ORDER BY x.business_id) AS business_ids FROM connections x
WHERE x.account_id = ANY (${[...accountIds]}) AND x.source_id = ${source_id}::uuid AND x.business_id <> ${business_id}
  AND EXISTS (SELECT 1 FROM notices n WHERE n.source_id = x.source_id AND n.business_id = x.business_id
    AND n.account_id = x.account_id AND ${moment} <= ${asOf}::timestamptz)
GROUP BY x.account_id`);
  return new Map(rows.map((row) => [row.account_id, row.business_ids]));
}
