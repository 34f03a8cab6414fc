import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { readSlug } from "#lib/auth/read-slug.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { updateSource } from "#lib/commands/update-source.ts";
import { sourcePatchInput } from "#lib/domain/api/source-input.ts";
import { found } from "#lib/queries/found.ts";
import { answerSource } from "#lib/queries/sources/answer-source.ts";
import { getSource } from "#lib/queries/sources/get-source.ts";

export const GET = withActor<{ slug: string }>("source:read", async (actor, _request, { slug }) =>
  json(200, found(await getSource(actor, slug), "source")),
);

export const PATCH = withActor<{ slug: string }>(null, async (actor, request, params) => {
  if (!actor.can("source:write")) actor.require("source:toggle");
  const slug = readSlug(params.slug);
  const outcome = await updateSource(actor, slug, parseInput(sourcePatchInput, await readJson(request)));
  if (outcome.kind !== "updated") failWith(outcome);
  return json(200, await answerSource(actor, slug, outcome));
});
