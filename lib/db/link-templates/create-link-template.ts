import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { LinkTemplateInput } from "#lib/domain/api/link-templates.ts";
import { newId } from "#lib/platform/ids.ts";

/** Returns its id. */
export function createLinkTemplate(input: LinkTemplateInput, actor: ActorIdentity): Promise<string> {
  return inTransaction(async (tx) => {
    const id = newId();
    await tx.linkTemplate.create({ data: { id, ...input, updatedBy: actor.label } });
    const target = { kind: "link_template", id };
    await writeAuditEntry(tx, { actor, action: "link_template.created", target, after: { ...input } });
    return id;
  });
}
