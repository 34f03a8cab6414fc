import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { resourceListQuery } from "#lib/domain/api/state-lists.ts";
import { RESOURCE_COLUMNS } from "#lib/domain/state-csv.ts";
import { csvResponse } from "#lib/queries/csv-response.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { exportStateList } from "#lib/queries/state/export-state-list.ts";
import { listResources, RESOURCES } from "#lib/queries/state/list-resources.ts";

export const GET = withActor("state:read", async (actor, request) => {
  const { format, ...query } = readQuery(resourceListQuery, request);
  if (format === "json") return json(200, await listResources(actor, query));
  return csvResponse(request, RESOURCE_COLUMNS, exportStateList(actor, RESOURCES, query));
});
