import { authenticate } from "#lib/auth/authenticate.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { streamQuery } from "#lib/domain/api/stream.ts";
import { newId } from "#lib/platform/ids.ts";
import { createLog } from "#lib/platform/log.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { openStream } from "#lib/queries/stream/open-stream.ts";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  // A buffering proxy would hold messages back until its buffer is full.
  "x-accel-buffering": "no",
};

const log = createLog("console");

export const GET = withActor("stream:read", async (actor, request) => {
  readQuery(streamQuery, request);
  const stream = await openStream(actor, {
    lastEventId: request.headers.get("last-event-id"),
    isStillAllowed: () => isStillAllowed(request.headers),
    signal: request.signal,
    onError: (error) => log.warn("stream interrupted", { error }),
  });
  return new Response(stream, { headers: HEADERS });
});

async function isStillAllowed(headers: Headers): Promise<boolean> {
  const authentication = await authenticate(headers, newId(), { isBackground: true });
  return authentication.kind !== "anonymous" && authentication.actor.can("stream:read");
}
