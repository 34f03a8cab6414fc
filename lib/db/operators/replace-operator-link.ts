import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { expireLinks, insertLink, type NewLink } from "./operator-link.ts";

export type ReplaceLinkOutcome = { kind: "created" } | { kind: "not_found" } | { kind: "disabled" };

/** A new link in place of the operator's unused ones: an invitation while there is no password, else a reset. */
export function replaceOperatorLink(
  operatorId: string,
  link: NewLink,
  actor: ActorIdentity,
): Promise<ReplaceLinkOutcome> {
  return inTransaction<ReplaceLinkOutcome>(async (tx) => {
    const operator = await tx.operator.findUnique({ where: { id: operatorId } });
    if (operator === null) return { kind: "not_found" };
    if (operator.disabledAt !== null) return { kind: "disabled" };
    const purpose = operator.passwordHash === null ? "invite" : "reset";
    await expireLinks(tx, operatorId);
    await insertLink(tx, { ...link, operatorId, purpose });
    const target = { kind: "operator", id: operatorId };
    await writeAuditEntry(tx, { actor, action: `operator.${purpose}_link_created`, target });
    return { kind: "created" };
  });
}
