import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";
import { expireLinks } from "./operator-link.ts";
import { lockOperators } from "./operators-lock.ts";

interface OperatorChange {
  role?: OperatorRole | undefined;
  isDisabled?: boolean | undefined;
  /** Of the operator as the caller saw it. */
  version?: number | undefined;
}

export type ChangeOperatorOutcome =
  | { kind: "changed" }
  | { kind: "not_found" }
  | { kind: "stale"; currentVersion: number }
  | { kind: "last_admin" }
  /** Whoever asks was an admin when the request came in and is not any more. */
  | { kind: "not_admin" };

/** Changes role or status and ends the operator's sessions. There is always an admin left who can sign in. */
export function changeOperator(
  id: string,
  change: OperatorChange,
  actor: ActorIdentity,
): Promise<ChangeOperatorOutcome> {
  return inTransaction<ChangeOperatorOutcome>(async (tx) => {
    await lockOperators(tx);
    if (!(await isStillAdmin(tx, actor))) return { kind: "not_admin" };
    const before = await tx.operator.findUnique({ where: { id } });
    if (before === null) return { kind: "not_found" };
    if (change.version !== undefined && change.version !== before.version) {
      return { kind: "stale", currentVersion: before.version };
    }
    const role = change.role ?? before.role;
    const wasDisabled = before.disabledAt !== null;
    const isDisabled = change.isDisabled ?? wasDisabled;
    if (role === before.role && isDisabled === wasDisabled) return { kind: "changed" };
    const wasAdmin = before.role === "admin" && !wasDisabled;
    const isAdmin = role === "admin" && !isDisabled;
    if (wasAdmin && !isAdmin && !(await hasOtherAdmin(tx, id))) return { kind: "last_admin" };
    await save(tx, id, { role, disabledAt: isDisabled ? (before.disabledAt ?? new Date()) : null });
    await writeAuditEntry(tx, {
      actor,
      action: actionOf(wasDisabled, isDisabled),
      target: { kind: "operator", id },
      before: { role: before.role, disabled: wasDisabled },
      after: { role, disabled: isDisabled },
    });
    return { kind: "changed" };
  });
}

async function isStillAdmin(tx: Tx, actor: ActorIdentity): Promise<boolean> {
  if (actor.kind !== "operator") return true;
  const admin = await tx.operator.findFirst({ where: { id: actor.id ?? "", role: "admin", disabledAt: null } });
  return admin !== null;
}

async function hasOtherAdmin(tx: Tx, id: string): Promise<boolean> {
  const other = await tx.operator.findFirst({
    where: { id: { not: id }, role: "admin", disabledAt: null, passwordHash: { not: null } },
    select: { id: true },
  });
  return other !== null;
}

async function save(tx: Tx, id: string, data: { role: OperatorRole; disabledAt: Date | null }): Promise<void> {
  await tx.operator.update({
    where: { id },
    data: { ...data, authEpoch: { increment: 1 }, version: { increment: 1 } },
  });
  if (data.disabledAt !== null) await expireLinks(tx, id);
}

function actionOf(wasDisabled: boolean, isDisabled: boolean): string {
  if (wasDisabled === isDisabled) return "operator.role_changed";
  return isDisabled ? "operator.disabled" : "operator.enabled";
}
