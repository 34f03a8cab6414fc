import { json, noContent } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readId } from "#lib/auth/read-id.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { changeLinkTemplate } from "#lib/commands/change-link-template.ts";
import { deleteLinkTemplate } from "#lib/commands/delete-link-template.ts";
import { linkTemplatePatchInput } from "#lib/domain/api/link-templates.ts";
import { answerLinkTemplate } from "#lib/queries/directory/answer-link-template.ts";

export const PATCH = withActor<{ id: string }>("directory:write", async (actor, request, params) => {
  const id = readId(params.id, "link template");
  const outcome = await changeLinkTemplate(actor, id, parseInput(linkTemplatePatchInput, await readJson(request)));
  if (outcome.kind !== "changed") failWith(outcome);
  return json(200, await answerLinkTemplate(actor, id));
});

export const DELETE = withActor<{ id: string }>("directory:write", async (actor, _request, { id }) => {
  const outcome = await deleteLinkTemplate(actor, readId(id, "link template"));
  if (outcome.kind !== "deleted") failWith(outcome);
  return noContent();
});
