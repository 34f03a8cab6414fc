import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { outageQuery } from "#lib/domain/api/outages.ts";
import { listOutages } from "#lib/queries/overview/list-outages.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("state:read", async (actor, request) => {
  readQuery(outageQuery, request);
  return json(200, await listOutages(actor, new Date()));
});
