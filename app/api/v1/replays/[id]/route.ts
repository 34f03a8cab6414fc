import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { found } from "#lib/queries/found.ts";
import { getReplay } from "#lib/queries/replays/get-replay.ts";

export const GET = withActor<{ id: string }>("replay:read", async (actor, _request, { id }) =>
  json(200, found(await getReplay(actor, id), "replay")),
);
