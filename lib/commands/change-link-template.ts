import type { Actor } from "#lib/auth/actor.ts";
import {
  type ChangeLinkTemplateOutcome,
  changeLinkTemplate as change,
} from "#lib/db/link-templates/change-link-template.ts";
import type { LinkTemplatePatchInput } from "#lib/domain/api/link-templates.ts";

export async function changeLinkTemplate(
  actor: Actor,
  id: string,
  input: LinkTemplatePatchInput,
): Promise<ChangeLinkTemplateOutcome> {
  actor.require("directory:write");
  return change(id, input, actor);
}
