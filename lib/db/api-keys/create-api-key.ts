import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";

export interface NewApiKey {
  id: string;
  name: string;
  hash: Uint8Array<ArrayBuffer>;
  last4: string;
  scopes: string[];
  expiresAt: Date | null;
}

export function createApiKey(key: NewApiKey, actor: ActorIdentity): Promise<void> {
  return inTransaction(async (tx) => {
    await tx.apiKey.create({ data: { ...key, createdBy: actor.label } });
    const { id, name, scopes, expiresAt } = key;
    const after = { name, scopes, expiresAt: expiresAt?.toISOString() ?? null };
    await writeAuditEntry(tx, { actor, action: "api_key.created", target: { kind: "api_key", id }, after });
  });
}
