import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { lockLinkTemplate } from "./lock-link-template.ts";

/** False when there is no such template any more. */
export function deleteLinkTemplate(id: string, actor: ActorIdentity): Promise<boolean> {
  return inTransaction(async (tx) => {
    const before = await lockLinkTemplate(tx, id);
    if (before === null) return false;
    await tx.linkTemplate.delete({ where: { id } });
    const target = { kind: "link_template", id };
    await writeAuditEntry(tx, { actor, action: "link_template.deleted", target, before: { ...before } });
    return true;
  });
}
