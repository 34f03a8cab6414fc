import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";

/** Ends every session of an operator; false when there is no such operator. */
export function endSessions(operatorId: string, actor: ActorIdentity): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { count } = await tx.operator.updateMany({
      where: { id: operatorId },
      data: { authEpoch: { increment: 1 } },
    });
    if (count === 0) return false;
    await writeAuditEntry(tx, {
      actor,
      action: "operator.signed_out_everywhere",
      target: { kind: "operator", id: operatorId },
    });
    return true;
  });
}
