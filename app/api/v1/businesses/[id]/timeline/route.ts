import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { timelineQuery } from "#lib/domain/api/business-detail.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { listTimeline } from "#lib/queries/state/list-timeline.ts";

export const GET = withActor<{ id: string }>("state:read", async (actor, request, { id }) =>
  json(200, await listTimeline(actor, { kind: "business", id }, readQuery(timelineQuery, request))),
);
