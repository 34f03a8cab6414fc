import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction } from "#lib/db/in-transaction.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import type { LinkTemplateInput, LinkTemplatePatchInput } from "#lib/domain/api/link-templates.ts";
import { checkTemplate } from "#lib/domain/link-template.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";
import { lockLinkTemplate } from "./lock-link-template.ts";

export type ChangeLinkTemplateOutcome = { kind: "changed" } | Refusal;

/** Changes what is given; the whole is checked as it will then be. */
export function changeLinkTemplate(
  id: string,
  change: LinkTemplatePatchInput,
  actor: ActorIdentity,
): Promise<ChangeLinkTemplateOutcome> {
  return inTransaction<ChangeLinkTemplateOutcome>(async (tx) => {
    const before = await lockLinkTemplate(tx, id);
    if (before === null) return notFound("link template");
    const after: LinkTemplateInput = {
      name: change.name ?? before.name,
      subjectKind: change.subjectKind ?? before.subjectKind,
      template: change.template ?? before.template,
    };
    const check = checkTemplate(after.template, after.subjectKind);
    if (check.kind !== "ok") return check;
    await tx.linkTemplate.update({ where: { id }, data: { ...after, updatedAt: new Date(), updatedBy: actor.label } });
    const target = { kind: "link_template", id };
    await writeAuditEntry(tx, {
      actor,
      action: "link_template.updated",
      target,
      before: { ...before },
      after: { ...after },
    });
    return { kind: "changed" };
  });
}
