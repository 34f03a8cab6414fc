import type { Actor } from "#lib/auth/actor.ts";
import { revokeApiKey as revoke } from "#lib/db/api-keys/revoke-api-key.ts";
import { conflict, notFound, type Refusal } from "#lib/domain/refusal.ts";

/** The key stops working with the next request; its row stays, so that the audit log can name it. */
export async function revokeApiKey(actor: Actor, id: string): Promise<{ kind: "revoked" } | Refusal> {
  actor.require("api-key:write");
  const outcome = await revoke(id, actor);
  if (outcome.kind === "not_found") return notFound("API key");
  if (outcome.kind === "already_revoked") return conflict("This key was revoked before.");
  return outcome;
}
