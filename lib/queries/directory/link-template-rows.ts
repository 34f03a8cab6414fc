import { Prisma } from "#lib/db/generated/client.ts";
import type { LinkTemplateRow } from "#lib/domain/api/link-templates.ts";

export type LinkTemplateRecord = Omit<LinkTemplateRow, "updatedAt"> & { updatedAt: Date };

export function selectLinkTemplates(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT id::text, name, subject_kind AS "subjectKind", template, updated_at AS "updatedAt", updated_by AS "updatedBy"
FROM link_templates WHERE ${condition} ORDER BY subject_kind, name, id`;
}

export function toLinkTemplateRow(record: LinkTemplateRecord): LinkTemplateRow {
  return { ...record, updatedAt: record.updatedAt.toISOString() };
}
