import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { AuditValue } from "#lib/domain/audit-record.ts";

/** A test leaves no message, only this entry. */
export function recordNotificationTest(id: string, result: AuditValue, actor: ActorIdentity): Promise<void> {
  return inTransaction((tx) =>
    writeAuditEntry(tx, {
      actor,
      action: "notification.tested",
      target: { kind: "notification_channel", id },
      after: result,
    }),
  );
}
