import type { Tx } from "#lib/db/in-transaction.ts";
import type { LinkTemplateInput } from "#lib/domain/api/link-templates.ts";

/** The template as it is, locked until the transaction ends; null when there is none of this id. */
export async function lockLinkTemplate(tx: Tx, id: string): Promise<LinkTemplateInput | null> {
  const [row] = await tx.$queryRaw<LinkTemplateInput[]>`
    SELECT name, subject_kind AS "subjectKind", template FROM link_templates WHERE id = ${id}::uuid FOR UPDATE`;
  return row ?? null;
}
