import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { alertQuery } from "#lib/domain/api/notifications.ts";
import { listAlerts } from "#lib/queries/notifications/list-alerts.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("notification:read", async (actor, request) =>
  json(200, await listAlerts(actor, readQuery(alertQuery, request))),
);
