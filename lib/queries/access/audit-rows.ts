import type { AuditEntry } from "#lib/db/generated/client.ts";
import { type AuditRow, auditRow } from "#lib/domain/api/audit.ts";

/** The row that a stored entry shows. The two unions are text in the database, so they are checked here. */
export function toAuditRow(entry: AuditEntry): AuditRow {
  return auditRow.parse({
    seq: String(entry.seq),
    at: entry.at.toISOString(),
    actor: { kind: entry.actorKind, id: entry.actorId, label: entry.actorLabel },
    remoteAddress: entry.remoteAddress,
    action: entry.action,
    target: entry.targetKind === null ? null : { kind: entry.targetKind, id: entry.targetId },
    before: entry.before,
    after: entry.after,
    reason: entry.reason,
    outcome: entry.outcome,
    requestId: entry.requestId,
    hash: Buffer.from(entry.hash).toString("hex"),
  });
}
