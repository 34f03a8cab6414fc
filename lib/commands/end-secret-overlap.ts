import type { Actor } from "#lib/auth/actor.ts";
import { type EndOverlapOutcome, endSecretOverlap as end } from "#lib/db/destinations/end-secret-overlap.ts";

export async function endSecretOverlap(
  actor: Actor,
  destinationId: string,
  secretId: string,
): Promise<EndOverlapOutcome> {
  actor.require("destination:write");
  return end(destinationId, secretId, actor);
}
