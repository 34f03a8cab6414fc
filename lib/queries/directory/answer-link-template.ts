import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { LinkTemplateRow } from "#lib/domain/api/link-templates.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { type LinkTemplateRecord, selectLinkTemplates, toLinkTemplateRow } from "./link-template-rows.ts";

/** The answer to whoever just changed it; deleted by somebody else meanwhile, it is not found. */
export async function answerLinkTemplate(actor: Actor, id: string): Promise<LinkTemplateRow> {
  actor.require("directory:write");
  const [record] = await readRows<LinkTemplateRecord>(selectLinkTemplates(Prisma.sql`id = ${id}::uuid`));
  if (record === undefined) throw new AppError("not_found", "There is no such link template.");
  return toLinkTemplateRow(record);
}
