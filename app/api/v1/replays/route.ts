import { json } from "#lib/auth/api-response.ts";
import { failWith } from "#lib/auth/fail-with.ts";
import { parseInput } from "#lib/auth/parse-input.ts";
import { readJson } from "#lib/auth/read-json.ts";
import { withActor } from "#lib/auth/with-actor.ts";
import { startReplay } from "#lib/commands/start-replay.ts";
import { replayInput } from "#lib/domain/api/replay-input.ts";
import { replayQuery } from "#lib/domain/api/replays.ts";
import { readQuery } from "#lib/queries/read-query.ts";
import { listReplays } from "#lib/queries/replays/list-replays.ts";

export const GET = withActor("replay:read", async (actor, request) =>
  json(200, await listReplays(actor, readQuery(replayQuery, request))),
);

export const POST = withActor("replay:start", async (actor, request) => {
  const outcome = await startReplay(actor, parseInput(replayInput, await readJson(request)));
  if (outcome.kind !== "started") failWith(outcome);
  const { replayId, warnings } = outcome;
  return json(202, { replayId, warnings });
});
