import type { AuditValue } from "#lib/domain/audit-record.ts";

/** A row of work_annotations without its key and stamp. */
export type StoredAnnotation = {
  assignee_id: string | null;
  note: string | null;
  snoozed_until: Date | null;
  /** Null while not snoozed. */
  snoozed_at_decision: string[] | null;
  noted_by: string | null;
  noted_at_decision: string[] | null;
  version: number;
};

/** An annotation as the audit log shows it. */
export function auditedAnnotation(stored: StoredAnnotation | null): AuditValue {
  if (stored === null) return null;
  const { assignee_id: assigneeId, note, snoozed_until: until, snoozed_at_decision: decision } = stored;
  const snooze = decision === null ? null : { until: until?.toISOString() ?? null, untilChangeOf: decision };
  return { assigneeId, note, snooze, version: stored.version };
}
