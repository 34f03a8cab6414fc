import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { ASSIGNABLE_ROLES } from "#lib/domain/assignable-roles.ts";
import { notFound, type Refusal, refused, stale } from "#lib/domain/refusal.ts";
import type { Snooze } from "#lib/domain/snooze.ts";
import { encodeWorkKey, type WorkSubject } from "#lib/domain/work-key.ts";
import { auditedAnnotation, type StoredAnnotation } from "./stored-annotation.ts";
import { workItemCondition } from "./work-item-condition.ts";
import { workItems } from "./work-items.ts";

/** What is undefined stays; null takes it away. */
export type AnnotationChange = {
  subject: WorkSubject;
  assigneeId: string | null | undefined;
  note: string | null | undefined;
  snooze: Snooze | null | undefined;
  /** The version the operator saw; 0 before the first annotation. */
  version: number;
};

export type AnnotateItemOutcome = { kind: "annotated" } | Refusal;

/** Assignee, note and snooze of an item that needs a person now, with the audit entry. */
export function annotateItem(change: AnnotationChange, actor: ActorIdentity, now: Date): Promise<AnnotateItemOutcome> {
  return inTransaction<AnnotateItemOutcome>(async (tx) => {
    const decidedBy = await readDecision(tx, change.subject, now);
    if (decidedBy === null) return notFound("item in the work queue now");
    const key = encodeWorkKey(change.subject);
    const before = await lockAnnotation(tx, key);
    if ((before?.version ?? 0) !== change.version) return stale("item", before?.version ?? 0);
    if (change.assigneeId && !(await isAssignable(tx, change.assigneeId))) {
      return refused("Work cannot be given to this operator.", "assigneeId");
    }
    const after = changed(before, change, { decidedBy, by: actor.label });
    if (!(await write(tx, key, after, actor.label))) return stale("item", change.version + 1);
    await writeAuditEntry(tx, {
      actor,
      action: "work.annotated",
      target: { kind: "work_item", id: key },
      before: auditedAnnotation(before),
      after: auditedAnnotation(after),
    });
    await notifyChannel(tx, "signalbox_state");
    return { kind: "annotated" };
  });
}

async function readDecision(tx: Tx, subject: WorkSubject, now: Date): Promise<string[] | null> {
  const [item] = await tx.$queryRaw<{ decided_by: string[] }[]>(
    Prisma.sql`SELECT w.decided_by FROM ${workItems(now)} AS w WHERE ${workItemCondition(subject)}`,
  );
  return item?.decided_by ?? null;
}

async function lockAnnotation(tx: Tx, key: string): Promise<StoredAnnotation | null> {
  const [row] = await tx.$queryRaw<StoredAnnotation[]>`
    SELECT assignee_id, note, snoozed_until, snoozed_at_decision, noted_by, noted_at_decision, version
    FROM work_annotations WHERE item_key = ${key} FOR UPDATE`;
  return row ?? null;
}

async function isAssignable(tx: Tx, id: string): Promise<boolean> {
  const where = { id, disabledAt: null, role: { in: [...ASSIGNABLE_ROLES] } };
  return (await tx.operator.count({ where })) > 0;
}

type Decision = { decidedBy: string[]; by: string };

function changed(before: StoredAnnotation | null, change: AnnotationChange, decision: Decision): StoredAnnotation {
  const { assigneeId = before?.assignee_id ?? null, version } = change;
  return {
    assignee_id: assigneeId,
    ...noted(before, change.note, decision),
    ...snoozed(before, change.snooze, decision),
    version: version + 1,
  };
}

function noted(before: StoredAnnotation | null, note: string | null | undefined, { decidedBy, by }: Decision) {
  if (note === null) return { note, noted_by: null, noted_at_decision: null };
  if (note !== undefined) return { note, noted_by: by, noted_at_decision: decidedBy };
  const { note: kept = null, noted_by = null, noted_at_decision = null } = before ?? {};
  return { note: kept, noted_by, noted_at_decision };
}

function snoozed(before: StoredAnnotation | null, snooze: Snooze | null | undefined, { decidedBy }: Decision) {
  if (snooze === null) return { snoozed_until: null, snoozed_at_decision: null };
  if (snooze !== undefined) return { snoozed_until: snooze.until, snoozed_at_decision: decidedBy };
  const { snoozed_until = null, snoozed_at_decision = null } = before ?? {};
  return { snoozed_until, snoozed_at_decision };
}

/** False when another operator was first: the row is taken only in the version that was seen. */
async function write(tx: Tx, key: string, after: StoredAnnotation, by: string): Promise<boolean> {
  const { assignee_id, note, snoozed_until, snoozed_at_decision, noted_by, noted_at_decision, version } = after;
  const written = await tx.$executeRaw`
    INSERT INTO work_annotations AS a (item_key, assignee_id, note, snoozed_until, snoozed_at_decision,
      noted_by, noted_at_decision, version, updated_at, updated_by)
    VALUES (${key}, ${assignee_id}::uuid, ${note}, ${snoozed_until}::timestamptz, ${snoozed_at_decision}::uuid[],
      ${noted_by}, ${noted_at_decision}::uuid[], ${version}, now(), ${by})
    ON CONFLICT (item_key) DO UPDATE SET assignee_id = excluded.assignee_id, note = excluded.note,
      snoozed_until = excluded.snoozed_until, snoozed_at_decision = excluded.snoozed_at_decision,
      noted_by = excluded.noted_by, noted_at_decision = excluded.noted_at_decision, version = excluded.version, updated_at = excluded.updated_at,
      updated_by = excluded.updated_by
    WHERE a.version = excluded.version - 1`;
  return written === 1;
}
