import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { userListQuery } from "#lib/domain/api/state-lists.ts";
import { USER_COLUMNS } from "#lib/domain/state-csv.ts";
import { csvResponse } from "#lib/queries/csv-response.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { exportStateList } from "#lib/queries/state/export-state-list.ts";
import { listUsers, USERS } from "#lib/queries/state/list-users.ts";

export const GET = withActor("state:read", async (actor, request) => {
  const { format, ...query } = readQuery(userListQuery, request);
  if (format === "json") return json(200, await listUsers(actor, query));
  return csvResponse(request, USER_COLUMNS, exportStateList(actor, USERS, query));
});
