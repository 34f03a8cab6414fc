import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { businessDetailQuery } from "#lib/domain/api/businesses.ts";
import { found } from "#lib/queries/found.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { getBusiness } from "#lib/queries/state/get-business.ts";

export const GET = withActor<{ id: string }>("state:read", async (actor, request, { id }) =>
  json(200, found(await getBusiness(actor, id, readQuery(businessDetailQuery, request)), "business")),
);
