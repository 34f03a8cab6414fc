import type { Actor } from "#lib/auth/actor.ts";
import { credentialHash, newCredential } from "#lib/auth/credential.ts";
import { grantedByScopes } from "#lib/auth/scopes.ts";
import { createApiKey as insertApiKey } from "#lib/db/api-keys/create-api-key.ts";
import type { ApiKeyInput } from "#lib/domain/api/api-key-input.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { newId } from "#lib/platform/ids.ts";

export type CreateApiKeyOutcome = { kind: "created"; id: string; key: string } | Refusal;

/** The key is returned here and nowhere else; the database keeps its hash. */
export async function createApiKey(actor: Actor, input: ApiKeyInput): Promise<CreateApiKeyOutcome> {
  actor.require("api-key:write");
  const beyond = grantedByScopes(input.scopes).permissions.filter((permission) => !actor.can(permission));
  if (beyond.length > 0) return refused(`You cannot give what you do not have: ${beyond.join(", ")}.`, "scopes");
  const expiresAt = input.expiresAt === undefined ? null : new Date(input.expiresAt);
  if (expiresAt !== null && expiresAt.getTime() <= Date.now()) return refused("Choose a time to come.", "expiresAt");
  const id = newId();
  const key = `sbx_${newCredential()}`;
  const stored = {
    id,
    name: input.name,
    hash: credentialHash(key),
    last4: key.slice(-4),
    scopes: input.scopes,
    expiresAt,
  };
  await insertApiKey(stored, actor);
  return { kind: "created", id, key };
}
