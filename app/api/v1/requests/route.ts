import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { requestQuery } from "#lib/domain/api/requests.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { listRequests } from "#lib/queries/requests/list-requests.ts";

export const GET = withActor("request:read", async (actor, request) =>
  json(200, await listRequests(actor, readQuery(requestQuery, request))),
);
