import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { getDelivery } from "#lib/queries/deliveries/get-delivery.ts";
import { found } from "#lib/queries/found.ts";

export const GET = withActor<{ id: string }>("delivery:read", async (actor, _request, { id }) =>
  json(200, found(await getDelivery(actor, id), "delivery")),
);
