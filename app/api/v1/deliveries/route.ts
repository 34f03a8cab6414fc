import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { deliveryQuery } from "#lib/domain/api/deliveries.ts";
import { listDeliveries } from "#lib/queries/deliveries/list-deliveries.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("delivery:read", async (actor, request) =>
  json(200, await listDeliveries(actor, readQuery(deliveryQuery, request))),
);
