import type { Actor } from "#lib/auth/actor.ts";
import { readAtLength } from "#lib/db/read-rows.ts";
import { findUnknownIds } from "#lib/db/replays/find-unknown-ids.ts";
import { meantDestinations } from "#lib/db/replays/meant-destinations.ts";
import { planReplay } from "#lib/db/replays/plan-replay.ts";
import { readPreview } from "#lib/db/replays/read-preview.ts";
import { readSnapshot } from "#lib/db/replays/read-snapshot.ts";
import type { FixedSelection, ReplayDestinations } from "#lib/db/replays/selected-events.ts";
import { type StartReplayOutcome, startReplay as start } from "#lib/db/replays/start-replay.ts";
import type { ReplayInput } from "#lib/domain/api/replay-input.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import type { ReplaySelection } from "#lib/domain/replay-subject.ts";
import { toReplaySelection } from "#lib/domain/to-replay-selection.ts";

const SNAPSHOT_WITHIN_MS = 2_000;
const NO_REASON = "Say why in `reason`: only the replay of a single event goes without one.";

/** Starts a replay; its events are selected and sent by the worker. */
export async function startReplay(actor: Actor, input: ReplayInput): Promise<StartReplayOutcome> {
  actor.require("replay:start");
  const fixed = await fix(input);
  if (fixed.kind !== "fixed") return fixed;
  if (!input.reason && !isOneEvent(fixed.selected.selection)) return refused(NO_REASON, "reason");
  const { skipDelivered, skipSuperseded, rate = null, evenIfRunning } = input;
  const plan = { ...fixed.selected, destinations: fixed.destinations, skipDelivered, skipSuperseded };
  const planned = await planReplay(plan);
  if (planned.kind !== "planned") return planned;
  const { destinationIds } = planned;
  const texts = { name: input.name ?? null, reason: input.reason || null };
  const outcome = await start({ ...plan, ...texts, destinationIds, rate, evenIfRunning }, actor);
  if (outcome.kind !== "started") return outcome;
  return { ...outcome, warnings: [...outcome.warnings, ...(fixed.warnings ?? planned.warnings)] };
}

function isOneEvent(selection: ReplaySelection): boolean {
  return selection.kind === "events" && selection.eventIds.length === 1;
}

type Fixed = {
  kind: "fixed";
  selected: FixedSelection;
  destinations: ReplayDestinations;
  /** Those of the preview, which knows more; null without one. */
  warnings: string[] | null;
};

/** What to send, as of now or as of its preview. */
async function fix(input: ReplayInput): Promise<Fixed | Refusal> {
  const { previewId, destinationIds } = input;
  if (previewId !== undefined) return fixFromPreview(previewId, destinationIds);
  const selection = toReplaySelection(input);
  const unknown = await findUnknownIds(selection, destinationIds);
  if (unknown !== null) return unknown;
  const now = await readAtLength(SNAPSHOT_WITHIN_MS, readSnapshot);
  const destinations = meantDestinations(destinationIds);
  return { kind: "fixed", selected: { selection, ...now }, destinations, warnings: null };
}

/** Destinations named beside a preview narrow what it showed; they never get more than it said. */
async function fixFromPreview(id: string, destinationIds: readonly string[] | undefined): Promise<Fixed | Refusal> {
  const preview = await readPreview(id);
  if (preview === null) {
    return refused("This preview does not exist or is older than 24 hours. Make a new one.", "previewId");
  }
  const { answer, selection, snapshot, upTo } = preview;
  const shown = answer.destinations.map((destination) => destination.id);
  const other = destinationIds?.find((wanted) => !shown.includes(wanted));
  if (other !== undefined) return refused(`The preview sends nothing to the destination ${other}.`, "destinationIds");
  const ids = destinationIds ?? shown;
  const targets = answer.destinations.filter((destination) => ids.includes(destination.id));
  const isChosen = preview.destinationIds.length > 0;
  return {
    kind: "fixed",
    selected: { selection, snapshot, upTo },
    destinations: isChosen ? { kind: "chosen", ids } : { kind: "matching", among: ids },
    warnings: targets.flatMap(({ warnings }) => warnings),
  };
}
