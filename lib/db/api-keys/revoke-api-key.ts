import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";

export type RevokeApiKeyOutcome = { kind: "revoked" } | { kind: "not_found" } | { kind: "already_revoked" };

export function revokeApiKey(id: string, actor: ActorIdentity): Promise<RevokeApiKeyOutcome> {
  return inTransaction<RevokeApiKeyOutcome>(async (tx) => {
    const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0) return { kind: (await tx.apiKey.count({ where: { id } })) > 0 ? "already_revoked" : "not_found" };
    await writeAuditEntry(tx, { actor, action: "api_key.revoked", target: { kind: "api_key", id } });
    return { kind: "revoked" };
  });
}
