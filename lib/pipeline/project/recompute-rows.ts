import type { CheckedTable } from "#lib/db/state/find-state-differences.ts";
import type { NoticeRow } from "#lib/db/state/insert-notices.ts";
import { toNotice } from "#lib/db/state/notice-record.ts";
import { businessRow, connectionRow, resourceRow, type StateRow, taskListRow } from "#lib/db/state/state-rows.ts";
import { earliest, latest } from "#lib/domain/instant.ts";
import { type BusinessState, businessState } from "#lib/domain/state/business-state.ts";
import { connectionState } from "#lib/domain/state/connection-state.ts";
import { resourceState } from "#lib/domain/state/resource-state.ts";
import { taskListState } from "#lib/domain/state/task-list-state.ts";

export type RecomputedRows = Partial<Record<CheckedTable, StateRow[]>>;

/** Every row that follows from all notices that name a business, whatever their source. */
export function recomputeBusiness(businessId: string, notices: readonly NoticeRow[]): RecomputedRows {
  const businesses: StateRow[] = [];
  const connections: StateRow[] = [];
  const task_lists: StateRow[] = [];
  for (const [source_id, own] of groupBy(notices, (notice) => notice.source_id)) {
    const key = { source_id, business_id: businessId };
    const said = own.map(toNotice);
    const state = businessState(said);
    businesses.push({ ...businessRow(key, state), ...counts(own), ...lateActivity(state, own) });
    for (const [account_id, ofAccount] of groupBy(own, (notice) => notice.account_id)) {
      connections.push(connectionRow({ ...key, account_id }, connectionState(ofAccount.map(toNotice))));
    }
    const tasks = taskListState(said);
    if (tasks !== null) task_lists.push(taskListRow(key, tasks));
  }
  return { businesses, connections, task_lists };
}

/** Every row that follows from all notices that name a user, whatever their source. */
export function recomputeUser(userId: string, notices: readonly NoticeRow[]): RecomputedRows {
  const users: StateRow[] = [];
  const resources: StateRow[] = [];
  for (const [source_id, own] of groupBy(notices, (notice) => notice.source_id)) {
    const key = { source_id, user_id: userId };
    users.push({ ...key, ...counts(own) });
    for (const [resource, ofKind] of groupBy(own, (notice) => notice.resource)) {
      for (const [resource_id, ofResource] of groupBy(ofKind, (notice) => notice.resource_id)) {
        const state = resourceState(ofResource.map(toNotice));
        if (state !== null) resources.push(resourceRow({ ...key, resource, resource_id }, state));
      }
    }
  }
  return { users, resources };
}

/** Items by a key; those without one belong to no group. */
function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function counts(notices: readonly NoticeRow[]): StateRow {
  const seen = notices.map(({ seen_at }) => seen_at);
  return { event_count: notices.length, first_event_at: earliest(seen), last_event_at: latest(seen) };
}

function lateActivity({ status, since }: BusinessState, notices: readonly NoticeRow[]): StateRow {
  const isLate = ({ kind, at }: NoticeRow) => /^(account|tasks)/.test(kind) && since !== null && at > since;
  const late = status === "inactive" ? notices.filter(isLate).map(({ at }) => at) : [];
  return { late_activity_count: late.length, late_activity_at: latest(late) };
}
