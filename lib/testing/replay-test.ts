import { previewReplay } from "#lib/commands/preview-replay.ts";
import { startReplay } from "#lib/commands/start-replay.ts";
import { type ReplayInput, replayInput, replayPreviewInput } from "#lib/domain/api/replay-input.ts";
import type { ReplayDetail, ReplayPreview } from "#lib/domain/api/replays.ts";
import { getReplay } from "#lib/queries/replays/get-replay.ts";
import { eventually } from "./eventually.ts";
import { testActor } from "./test-actor.ts";

export const replayOperator = testActor("operator");

/** The preview of a replay as the API would make it. */
export async function readPreview(input: unknown): Promise<ReplayPreview> {
  const outcome = await previewReplay(replayOperator, replayPreviewInput.parse(input));
  if (outcome.kind !== "previewed") throw new Error(`${outcome.kind}: ${outcome.message}`);
  return outcome.preview;
}

/** Starts a replay as the API would, and returns its id. */
export async function beginReplay(input: Partial<ReplayInput>): Promise<string> {
  const outcome = await startReplay(replayOperator, replayInput.parse({ reason: "test", ...input }));
  if (outcome.kind !== "started") throw new Error(`${outcome.kind}: ${outcome.message}`);
  return outcome.replayId;
}

export async function readReplay(id: string): Promise<ReplayDetail> {
  const replay = await getReplay(replayOperator, id);
  if (replay === null) throw new Error("no such replay");
  return replay;
}

/** Waits until a replay has this status. */
export async function untilReplay(id: string, status: ReplayDetail["status"], limitMs = 20_000): Promise<ReplayDetail> {
  let replay = await readReplay(id);
  await eventually(async () => {
    replay = await readReplay(id);
    if (replay.status !== status) throw new Error(`the replay is ${JSON.stringify(replay)}`);
  }, limitMs);
  return replay;
}
