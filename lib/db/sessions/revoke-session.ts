import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { AuditRecord } from "#lib/domain/audit-record.ts";

/** Ends one session; false when it had ended before. */
export function revokeSession(sidHash: Uint8Array, record: AuditRecord): Promise<boolean> {
  return inTransaction(async (tx) => {
    const revoked = await tx.$executeRaw`
      update sessions set revoked_at = now() where sid_hash = ${sidHash} and revoked_at is null`;
    if (revoked > 0) await writeAuditEntry(tx, record);
    return revoked > 0;
  });
}
