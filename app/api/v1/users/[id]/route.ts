import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { userDetailQuery } from "#lib/domain/api/users.ts";
import { found } from "#lib/queries/found.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { getUser } from "#lib/queries/state/get-user.ts";

export const GET = withActor<{ id: string }>("state:read", async (actor, request, { id }) =>
  json(200, found(await getUser(actor, id, readQuery(userDetailQuery, request)), "user")),
);
