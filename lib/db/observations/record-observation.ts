import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { ObservedKind } from "#lib/domain/api/observations.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";
import { newId } from "#lib/platform/ids.ts";

export type NewObservation = {
  subjectKind: ObservedKind;
  /** The source's slug. */
  source: string;
  subjectKey: readonly string[];
  says: string;
  note: string | null;
  checkedAt: Date;
};

export type RecordObservationOutcome = { kind: "recorded"; id: string } | Refusal;

/** What an operator saw at the provider, beside the state and in the audit log; the state stays as it is. */
export function recordObservation(given: NewObservation, actor: ActorIdentity): Promise<RecordObservationOutcome> {
  return inTransaction<RecordObservationOutcome>(async (tx) => {
    const source = await tx.source.findUnique({ where: { slug: given.source }, select: { id: true } });
    if (source === null) return notFound("source");
    if (!(await hasSubject(tx, source.id, given))) return notFound(given.subjectKind.replace("_", " "));
    const { says, note, checkedAt, subjectKind } = given;
    const subjectKey = [...given.subjectKey];
    const id = newId();
    await tx.observation.create({
      data: { id, sourceId: source.id, subjectKind, subjectKey, says, note, checkedAt, createdBy: actor.label },
    });
    const target = { kind: subjectKind, id: [given.source, ...subjectKey].join("/") };
    const after = { observationId: id, says, note, checkedAt: checkedAt.toISOString() };
    await writeAuditEntry(tx, { actor, action: "observation.recorded", target, after });
    await notifyChannel(tx, "signalbox_state");
    return { kind: "recorded", id };
  });
}

async function hasSubject(tx: Tx, sourceId: string, { subjectKind, subjectKey }: NewObservation): Promise<boolean> {
  const [first = "", second = "", third = ""] = subjectKey;
  const own = { sourceId, businessId: first };
  const counts = {
    business: () => tx.business.count({ where: own }),
    connection: () => tx.connection.count({ where: { ...own, accountId: second } }),
    task_list: () => tx.taskList.count({ where: own }),
    resource: () => tx.resource.count({ where: { sourceId, userId: first, resource: second, resourceId: third } }),
  } satisfies Record<ObservedKind, () => Promise<number>>;
  return (await counts[subjectKind]()) > 0;
}
