import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { createLinkTemplate } from "#lib/commands/create-link-template.ts";
import { linkTemplateInput, linkTemplateQuery } from "#lib/domain/api/link-templates.ts";
import { answerLinkTemplate } from "#lib/queries/directory/answer-link-template.ts";
import { listLinkTemplates } from "#lib/queries/directory/list-link-templates.ts";
import { readQuery } from "#lib/queries/read-query.ts";

export const GET = withActor("state:read", async (actor, request) => {
  readQuery(linkTemplateQuery, request);
  return json(200, await listLinkTemplates(actor));
});

export const POST = withActor("directory:write", async (actor, request) => {
  const outcome = await createLinkTemplate(actor, parseInput(linkTemplateInput, await readJson(request)));
  if (outcome.kind !== "created") failWith(outcome);
  return json(201, await answerLinkTemplate(actor, outcome.id));
});
