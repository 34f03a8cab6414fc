import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { parkedEventQuery } from "#lib/domain/api/projection.ts";
import { listParkedEvents } from "#lib/queries/projection/list-parked-events.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("state:read", async (actor, request) =>
  json(200, await listParkedEvents(actor, readQuery(parkedEventQuery, request))),
);
