import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { LinkTemplateRow } from "#lib/domain/api/link-templates.ts";
import type { Page } from "#lib/domain/api/page.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { type LinkTemplateRecord, selectLinkTemplates, toLinkTemplateRow } from "./link-template-rows.ts";

/** Every link template there is, by what it is for and by name. */
export async function listLinkTemplates(actor: Actor): Promise<Page<LinkTemplateRow>> {
  actor.require("state:read");
  const records = await refuseSlowRead(() => readRows<LinkTemplateRecord>(selectLinkTemplates(Prisma.sql`true`)));
  return { data: records.map(toLinkTemplateRow), nextCursor: null };
}
