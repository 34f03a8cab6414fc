import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { connectionListQuery } from "#lib/domain/api/state-lists.ts";
import { CONNECTION_COLUMNS } from "#lib/domain/state-csv.ts";
import { csvResponse } from "#lib/queries/csv-response.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { exportStateList } from "#lib/queries/state/export-state-list.ts";
import { CONNECTIONS, listConnections } from "#lib/queries/state/list-connections.ts";

export const GET = withActor("state:read", async (actor, request) => {
  const { format, ...query } = readQuery(connectionListQuery, request);
  if (format === "json") return json(200, await listConnections(actor, query));
  return csvResponse(request, CONNECTION_COLUMNS, exportStateList(actor, CONNECTIONS, query));
});
