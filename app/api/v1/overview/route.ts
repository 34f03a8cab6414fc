import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { overviewQuery } from "#lib/domain/api/overview.ts";
import { getOverview } from "#lib/queries/overview/get-overview.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("overview:read", async (actor, request) =>
  json(200, await getOverview(actor, readQuery(overviewQuery, request))),
);
