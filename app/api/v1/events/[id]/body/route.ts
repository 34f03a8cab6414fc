import { withActor } from "#lib/auth/with-actor.ts";
import { attachmentName } from "#lib/domain/attachment-name.ts";
import { getEventBody } from "#lib/queries/events/get-event-body.ts";
import { found } from "#lib/queries/found.ts";

/** The bytes are somebody else's: a browser must save them and never interpret them. */
export const GET = withActor<{ id: string }>("payload:read", async (actor, _request, { id }) => {
  const body = found(await getEventBody(actor, id), "event body");
  return new Response(body, {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${attachmentName("event", id, "json")}"`,
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
});
