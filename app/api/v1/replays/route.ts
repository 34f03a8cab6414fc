import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { replayQuery } from "#lib/domain/api/replays.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { listReplays } from "#lib/queries/replays/list-replays.ts";

export const GET = withActor("replay:read", async (actor, request) =>
  json(200, await listReplays(actor, readQuery(replayQuery, request))),
);
