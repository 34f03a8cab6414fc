import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { listAssignees } from "#lib/queries/work/list-assignees.ts";

export const GET = withActor("work:write", async (actor) => json(200, { data: await listAssignees(actor) }));
