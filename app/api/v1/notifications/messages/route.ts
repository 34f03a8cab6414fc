import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { messageQuery } from "#lib/domain/api/notifications.ts";
import { listMessages } from "#lib/queries/notifications/list-messages.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("notification:read", async (actor, request) =>
  json(200, await listMessages(actor, readQuery(messageQuery, request))),
);
