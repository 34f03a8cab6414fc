import { withActor } from "#lib/auth/with-actor.ts";
import { eventDetailJson } from "#lib/queries/events/event-detail-json.ts";
import { getEvent } from "#lib/queries/events/get-event.ts";
import { found } from "#lib/queries/found.ts";

const HEADERS = { "content-type": "application/json", "cache-control": "no-store" };

export const GET = withActor<{ id: string }>("event:read", async (actor, _request, { id }) => {
  const event = found(await getEvent(actor, id), "event");
  return new Response(eventDetailJson(event), { headers: HEADERS });
});
