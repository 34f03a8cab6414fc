import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { eventQuerySchema } from "#lib/domain/event-filter.ts";
import { listEvents } from "#lib/queries/events/list-events.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("event:read", async (actor, request) =>
  json(200, await listEvents(actor, readQuery(eventQuerySchema, request))),
);
