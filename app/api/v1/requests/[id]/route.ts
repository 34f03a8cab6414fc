import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { found } from "#lib/queries/found.ts";
import { getRequest } from "#lib/queries/requests/get-request.ts";

export const GET = withActor<{ id: string }>("request:read", async (actor, _request, { id }) =>
  json(200, found(await getRequest(actor, id), "request")),
);
