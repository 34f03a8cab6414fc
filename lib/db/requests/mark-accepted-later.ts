import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { AuditRecord } from "#lib/domain/audit-record.ts";

export type AcceptedRequest = { requestId: string; eventId: string };

/**
 * Links requests to the events they became. The bytes now lie with the event, so the request's own copy goes; one
 * that another operator accepted at the same moment keeps its first link.
 */
export function markAcceptedLater(accepted: readonly AcceptedRequest[], audit: AuditRecord): Promise<void> {
  return inTransaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE requests SET event_id = a.event_id, accepted_later_at = now(), body = NULL
      FROM unnest(${accepted.map(({ requestId }) => requestId)}::uuid[], ${accepted.map(({ eventId }) => eventId)}::uuid[])
        AS a (request_id, event_id)
      WHERE requests.id = a.request_id AND requests.accepted_later_at IS NULL`;
    await writeAuditEntry(tx, audit);
  });
}
