import { json } from "#lib/auth/api-response.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { retryParkedEvents } from "#lib/commands/retry-parked-events.ts";

export const POST = withActor("projection:write", async (actor) => json(202, await retryParkedEvents(actor)));
