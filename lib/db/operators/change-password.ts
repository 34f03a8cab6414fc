import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";

interface PasswordChange {
  operatorId: string;
  fromHash: string;
  toHash: string;
  /** The session that goes on, under a new id; every other one ends. */
  sidHash: Uint8Array<ArrayBuffer>;
}

/** False when the password was changed or the operator disabled meanwhile. */
export function changePassword(change: PasswordChange, actor: ActorIdentity): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { operatorId, fromHash, toHash, sidHash } = change;
    const rows = await tx.$queryRaw<{ authEpoch: number }[]>`
      update operators set password_hash = ${toHash}, auth_epoch = auth_epoch + 1, version = version + 1
       where id = ${operatorId}::uuid and password_hash = ${fromHash} and disabled_at is null
      returning auth_epoch as "authEpoch"`;
    const authEpoch = rows[0]?.authEpoch;
    if (authEpoch === undefined) return false;
    await tx.session.updateMany({ where: { operatorId, revokedAt: null }, data: { revokedAt: new Date() } });
    await tx.session.create({ data: { sidHash, operatorId, authEpoch, remoteAddress: actor.remoteAddress } });
    await writeAuditEntry(tx, {
      actor,
      action: "operator.password_changed",
      target: { kind: "operator", id: operatorId },
    });
    return true;
  });
}
