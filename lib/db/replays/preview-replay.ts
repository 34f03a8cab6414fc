import { Prisma } from "#lib/db/generated/client.ts";
import { prisma } from "#lib/db/prisma.ts";
import { ReadTimeout, readAtLength } from "#lib/db/read-rows.ts";
import type { ReplayPreview } from "#lib/domain/api/replays.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { type ReplayOptions, toPreviewTarget } from "#lib/domain/replay-preview-targets.ts";
import type { ReplaySelection } from "#lib/domain/replay-subject.ts";
import { deletedPayloadWarning, sameReplayWarning, whyNothingToSend } from "#lib/domain/replay-words.ts";
import { newId } from "#lib/platform/ids.ts";
import { type ExaminedReplay, examineReplay } from "./examine-replay.ts";
import { findSameReplay } from "./find-same-replay.ts";
import { findUnknownIds } from "./find-unknown-ids.ts";
import { meantDestinations } from "./meant-destinations.ts";
import { readSnapshot } from "./read-snapshot.ts";
import type { FixedSelection } from "./selected-events.ts";

export type PreviewRequest = ReplayOptions & {
  selection: ReplaySelection;
  destinationIds: readonly string[] | undefined;
};

export type PreviewOutcome = { kind: "previewed"; preview: ReplayPreview } | Refusal;

const COUNT_WITHIN_MS = 60_000;
const JUDGE_WITHIN_MS = 10_000;
const TOO_MANY =
  "These are too many events to count within a minute. Narrow the filter, for instance by time, or start the replay without a preview.";

/** Counts what a replay would do and keeps it for a day, so that exactly that can be started. */
export async function previewReplay(request: PreviewRequest, by: string): Promise<PreviewOutcome> {
  const unknown = await findUnknownIds(request.selection, request.destinationIds);
  if (unknown !== null) return unknown;
  try {
    const { fixed, examined } = await readAtLength(COUNT_WITHIN_MS, async (client) => {
      const fixedNow: FixedSelection = { selection: request.selection, ...(await readSnapshot(client)) };
      const destinations = meantDestinations(request.destinationIds);
      const examination = { ...fixedNow, destinations, supersededMs: JUDGE_WITHIN_MS };
      return { fixed: fixedNow, examined: await examineReplay(client, examination) };
    });
    const preview = await toPreview(request, fixed, examined);
    await keep(preview, request, fixed, by);
    return { kind: "previewed", preview };
  } catch (error) {
    if (error instanceof ReadTimeout) return refused(TOO_MANY);
    throw error;
  }
}

async function toPreview(
  request: PreviewRequest,
  { selection, upTo }: FixedSelection,
  examined: ExaminedReplay,
): Promise<ReplayPreview> {
  const destinations = examined.targets.map((target) => toPreviewTarget(target, request));
  const shown = request.destinationIds ?? destinations.map(({ id }) => id);
  const same = await findSameReplay(prisma, selection, shown);
  const warnings: string[] = [];
  if (same !== null) warnings.push(sameReplayWarning(same));
  if (examined.withoutPayload > 0) warnings.push(deletedPayloadWarning(examined.withoutPayload));
  if (destinations.some(({ superseded }) => superseded === null)) {
    warnings.push("There are too many events to tell how many of them are superseded.");
  }
  if (destinations.every(({ toSend }) => toSend === 0)) warnings.push(whyNothing(request, examined));
  return { previewId: newId(), upTo: upTo.toISOString(), events: examined.events, destinations, warnings };
}

/** Why nothing would be sent, in words. */
export function whyNothing(request: Omit<PreviewRequest, "destinationIds" | "rate">, examined: ExaminedReplay): string {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return whyNothingToSend({
    isFilter: request.selection.kind === "filter",
    selected: examined.events,
    withoutPayload: examined.withoutPayload,
    destinations: examined.destinations.length,
    pairs: sum(examined.targets.map(({ events }) => events)),
    deliveredBefore: sum(examined.targets.map(({ deliveredBefore }) => deliveredBefore)),
    skipDelivered: request.skipDelivered,
  });
}

/** The filter is kept as written; its spans count from `upTo`. Previews that nobody started in a day go. */
async function keep(preview: ReplayPreview, request: PreviewRequest, fixed: FixedSelection, by: string): Promise<void> {
  const { selection, snapshot, upTo } = fixed;
  const filter = selection.kind === "filter" ? JSON.stringify(selection.filter) : null;
  const eventIds = selection.kind === "events" ? [...selection.eventIds] : [];
  await prisma.$executeRaw(Prisma.sql`
WITH old AS (DELETE FROM replay_previews WHERE created_at < now() - interval '24 hours')
INSERT INTO replay_previews (id, filter, event_ids, destination_ids, snapshot, up_to, answer, created_by)
VALUES (${preview.previewId}::uuid, ${filter}::jsonb, ${eventIds}::uuid[], ${[...(request.destinationIds ?? [])]}::uuid[],
  ${snapshot}::pg_snapshot, ${upTo.toISOString()}::timestamptz, ${JSON.stringify(preview)}::jsonb, ${by})`);
}
