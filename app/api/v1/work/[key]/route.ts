import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { readWorkKey } from "#lib/auth/read-work-key.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { annotateWorkItem } from "#lib/commands/annotate-work-item.ts";
import { workPatchInput } from "#lib/domain/api/work-input.ts";
import { found } from "#lib/queries/found.ts";
import { getWorkItem } from "#lib/queries/work/get-work-item.ts";

export const PATCH = withActor<{ key: string }>("work:write", async (actor, request, params) => {
  const subject = readWorkKey(params.key);
  const now = new Date();
  const outcome = await annotateWorkItem(actor, subject, parseInput(workPatchInput, await readJson(request)), now);
  if (outcome.kind !== "annotated") failWith(outcome);
  return json(200, found(await getWorkItem(actor, subject, now), "item in the work queue now"));
});
