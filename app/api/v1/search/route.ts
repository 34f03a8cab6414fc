import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { searchQuery } from "#lib/domain/api/search.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { search } from "#lib/queries/search/search.ts";

export const GET = withActor("event:read", async (actor, request) =>
  json(200, await search(actor, readQuery(searchQuery, request).q)),
);
