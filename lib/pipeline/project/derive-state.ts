import type pg from "pg";
import {
  type Loaded,
  loadBusinessNotices,
  loadConnectionNotices,
  loadResourceNotices,
  loadTaskNotices,
} from "#lib/db/state/load-notices.ts";
import { saveLateActivity, saveState } from "#lib/db/state/save-state.ts";
import { businessRow, connectionRow, resourceRow, type StateRow, taskListRow } from "#lib/db/state/state-rows.ts";
import { businessState } from "#lib/domain/state/business-state.ts";
import { connectionState } from "#lib/domain/state/connection-state.ts";
import type { Notice } from "#lib/domain/state/notice.ts";
import { resourceState } from "#lib/domain/state/resource-state.ts";
import { taskListState } from "#lib/domain/state/task-list-state.ts";
import { orFault } from "./projection-fault.ts";
import type { TouchedKeys } from "./touched-keys.ts";

/** Recomputes these registers from all their notices and saves what the rules say. */
export async function deriveState(client: pg.ClientBase, keys: TouchedKeys): Promise<void> {
  const businesses = await loadBusinessNotices(client, keys.businesses);
  await saveState(
    client,
    "businesses",
    compute("business", businesses, (key, notices) => businessRow(key, businessState(notices))),
  );
  const connections = await loadConnectionNotices(client, keys.connections);
  await saveState(
    client,
    "connections",
    compute("connection", connections, (key, notices) => connectionRow(key, connectionState(notices))),
  );
  const taskLists = await loadTaskNotices(client, keys.taskLists);
  await saveState(client, "task_lists", compute("task list", taskLists, taskListRowOf));
  const resources = await loadResourceNotices(client, keys.resources);
  await saveState(client, "resources", compute("resource", resources, resourceRowOf));
  await saveLateActivity(client, keys.active);
}

function compute<Key extends object>(
  kind: string,
  loaded: Loaded<Key>,
  rowOf: (key: Key, notices: readonly Notice[]) => StateRow | null,
): StateRow[] {
  return loaded.flatMap(({ key, notices }) => {
    const row = orFault(`${kind} ${Object.values(key).slice(1).join(" ")}`, () => rowOf(key, notices));
    return row === null ? [] : [row];
  });
}

function taskListRowOf(key: Loaded<Parameters<typeof taskListRow>[0]>[number]["key"], notices: readonly Notice[]) {
  const state = taskListState(notices);
  return state === null ? null : taskListRow(key, state);
}

function resourceRowOf(key: Loaded<Parameters<typeof resourceRow>[0]>[number]["key"], notices: readonly Notice[]) {
  const state = resourceState(notices);
  return state === null ? null : resourceRow(key, state);
}
