import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { taskListQuery } from "#lib/domain/api/state-lists.ts";
import { TASK_COLUMNS } from "#lib/domain/state-csv.ts";
import { csvResponse } from "#lib/queries/csv-response.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { exportStateList } from "#lib/queries/state/export-state-list.ts";
import { listTasks, TASK_LISTS } from "#lib/queries/state/list-tasks.ts";

export const GET = withActor("state:read", async (actor, request) => {
  const { format, ...query } = readQuery(taskListQuery, request);
  if (format === "json") return json(200, await listTasks(actor, query));
  return csvResponse(request, TASK_COLUMNS, exportStateList(actor, TASK_LISTS, query));
});
