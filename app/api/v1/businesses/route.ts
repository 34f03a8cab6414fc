import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { businessListQuery } from "#lib/domain/api/state-lists.ts";
import { BUSINESS_COLUMNS } from "#lib/domain/state-csv.ts";
import { csvResponse } from "#lib/queries/csv-response.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { exportStateList } from "#lib/queries/state/export-state-list.ts";
import { BUSINESSES, listBusinesses } from "#lib/queries/state/list-businesses.ts";

export const GET = withActor("state:read", async (actor, request) => {
  const { format, ...query } = readQuery(businessListQuery, request);
  if (format === "json") return json(200, await listBusinesses(actor, query));
  return csvResponse(request, BUSINESS_COLUMNS, exportStateList(actor, BUSINESSES, query));
});
