import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { createSource } from "#lib/commands/create-source.ts";
import { sourceInput } from "#lib/domain/api/source-input.ts";
import { sourceQuery } from "#lib/domain/api/sources.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { answerSource } from "#lib/queries/sources/answer-source.ts";
import { listSources } from "#lib/queries/sources/list-sources.ts";

export const GET = withActor("source:read", async (actor, request) =>
  json(200, await listSources(actor, readQuery(sourceQuery, request))),
);

export const POST = withActor("source:write", async (actor, request) => {
  const outcome = await createSource(actor, parseInput(sourceInput, await readJson(request)));
  if (outcome.kind !== "created") failWith(outcome);
  return json(201, await answerSource(actor, outcome.slug, { warnings: outcome.warnings }));
});
