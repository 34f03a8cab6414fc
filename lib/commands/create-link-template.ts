import type { Actor } from "#lib/auth/actor.ts";
import { createLinkTemplate as insert } from "#lib/db/link-templates/create-link-template.ts";
import type { LinkTemplateInput } from "#lib/domain/api/link-templates.ts";
import { checkTemplate } from "#lib/domain/link-template.ts";
import type { Refusal } from "#lib/domain/refusal.ts";

export async function createLinkTemplate(
  actor: Actor,
  input: LinkTemplateInput,
): Promise<{ kind: "created"; id: string } | Refusal> {
  actor.require("directory:write");
  const check = checkTemplate(input.template, input.subjectKind);
  if (check.kind !== "ok") return check;
  return { kind: "created", id: await insert(input, actor) };
}
