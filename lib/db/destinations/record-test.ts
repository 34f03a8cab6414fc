import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { AuditValue } from "#lib/domain/audit-record.ts";

/** A test leaves no delivery, only this entry. */
export function recordTest(destinationId: string, result: AuditValue, actor: ActorIdentity): Promise<void> {
  return inTransaction((tx) =>
    writeAuditEntry(tx, {
      actor,
      action: "destination.tested",
      target: { kind: "destination", id: destinationId },
      after: result,
    }),
  );
}
