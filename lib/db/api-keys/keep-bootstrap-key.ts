import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { NewApiKey } from "./create-api-key.ts";

/** Makes this the one bootstrap key that works; with null none does. Writes nothing when that is the case already. */
export function keepBootstrapKey(key: NewApiKey | null, actor: ActorIdentity): Promise<void> {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(${ADVISORY_LOCK.bootstrapKey})`;
    await revokeOthers(tx, key, actor);
    if (key === null) return;
    const known = await tx.apiKey.findUnique({ where: { hash: key.hash } });
    if (known?.isBootstrap === true && known.revokedAt === null) return;
    const id = known?.id ?? key.id;
    await tx.apiKey.upsert({
      where: { hash: key.hash },
      create: { ...key, isBootstrap: true, createdBy: actor.label },
      update: { isBootstrap: true, revokedAt: null, expiresAt: null, scopes: key.scopes, name: key.name },
    });
    const after = { name: key.name, scopes: key.scopes };
    await writeAuditEntry(tx, { actor, action: "api_key.created", target: { kind: "api_key", id }, after });
  });
}

async function revokeOthers(tx: Tx, key: NewApiKey | null, actor: ActorIdentity): Promise<void> {
  const others = await tx.apiKey.findMany({
    where: { isBootstrap: true, revokedAt: null, ...(key === null ? {} : { hash: { not: key.hash } }) },
    select: { id: true },
  });
  for (const { id } of others) {
    await tx.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    const reason = "SIGNALBOX_BOOTSTRAP_API_KEY was removed or changed.";
    await writeAuditEntry(tx, { actor, action: "api_key.revoked", target: { kind: "api_key", id }, reason });
  }
}
