import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";
import { insertLink, type NewLink } from "./operator-link.ts";

interface NewOperator {
  id: string;
  email: string;
  name: string;
  role: OperatorRole;
}

export type InviteOperatorOutcome = { kind: "invited" } | { kind: "email_taken" };

export function inviteOperator(
  operator: NewOperator,
  link: NewLink,
  actor: ActorIdentity,
): Promise<InviteOperatorOutcome> {
  const { id, email, name, role } = operator;
  return inTransaction<InviteOperatorOutcome>(async (tx) => {
    const inserted = await tx.$executeRaw`
      insert into operators (id, email, name, role) values (${id}::uuid, ${email}, ${name}, ${role}::operator_role)
      on conflict (email) do nothing`;
    if (inserted === 0) return { kind: "email_taken" };
    await insertLink(tx, { ...link, operatorId: id, purpose: "invite" });
    const target = { kind: "operator", id };
    await writeAuditEntry(tx, { actor, action: "operator.invited", target, after: { email, name, role } });
    return { kind: "invited" };
  });
}
