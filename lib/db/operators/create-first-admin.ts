import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { lockOperators } from "./operators-lock.ts";

export interface NewAdmin {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
}

/** False when there is an operator already: of several processes starting together, one makes the admin. */
export function createFirstAdmin(admin: NewAdmin, actor: ActorIdentity): Promise<boolean> {
  return inTransaction((tx) => insertFirstAdmin(tx, admin, actor));
}

export async function insertFirstAdmin(tx: Tx, admin: NewAdmin, actor: ActorIdentity): Promise<boolean> {
  await lockOperators(tx);
  if ((await tx.operator.count()) > 0) return false;
  const { id, email, name, passwordHash } = admin;
  await tx.operator.create({ data: { id, email, name, passwordHash, role: "admin" } });
  const after = { email, name, role: "admin" };
  await writeAuditEntry(tx, { actor, action: "operator.created", target: { kind: "operator", id }, after });
  return true;
}
