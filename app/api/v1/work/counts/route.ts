import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { workCountQuery } from "#lib/domain/api/work.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { countWork } from "#lib/queries/work/count-work.ts";

export const GET = withActor("state:read", async (actor, request) =>
  json(200, await countWork(actor, readQuery(workCountQuery, request), new Date())),
);
