import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { projectionQuery } from "#lib/domain/api/projection.ts";
import { getProjection } from "#lib/queries/projection/get-projection.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("state:read", async (actor, request) => {
  readQuery(projectionQuery, request);
  return json(200, await getProjection(actor));
});
