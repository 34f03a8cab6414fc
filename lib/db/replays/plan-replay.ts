import { Prisma } from "#lib/db/generated/client.ts";
import { ReadTimeout, readAtLength } from "#lib/db/read-rows.ts";
import type { ReplayDestination } from "#lib/domain/examined-target.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import { toPreviewTarget } from "#lib/domain/replay-preview-targets.ts";
import { targetWarnings } from "#lib/domain/replay-words.ts";
import { type ExaminedReplay, examineReplay } from "./examine-replay.ts";
import { whyNothing } from "./preview-replay.ts";
import { readReplayDestinations } from "./read-replay-destinations.ts";
import { sqlRunner } from "./run-sql.ts";
import { type FixedSelection, type ReplayDestinations, replayPairs, selectedEvents } from "./selected-events.ts";

export type ReplayPlan = FixedSelection & {
  destinations: ReplayDestinations;
  skipDelivered: boolean;
  skipSuperseded: boolean;
};

export type PlanOutcome = { kind: "planned"; destinationIds: string[]; warnings: string[] } | Refusal;

const LOOK_WITHIN_MS = 5_000;
const JUDGE_WITHIN_MS = 3_000;

/**
 * Refuses a replay that has nothing to send and says why; else what to warn of. Only looks for a first delivery, so
 * that it is quick; where that takes too long, the worker finds out.
 */
export async function planReplay(plan: ReplayPlan): Promise<PlanOutcome> {
  const found = await lookFor(plan);
  if (found.hasSomething) return { kind: "planned", ...warningsOf(plan.destinations, found.destinations) };
  const examined = await examine(plan);
  if (examined === null || hasSomething(plan, examined)) {
    return { kind: "planned", ...warningsOf(plan.destinations, found.destinations) };
  }
  return refused(whyNothing(plan, examined));
}

type Found = { hasSomething: boolean; destinations: ReplayDestination[] };

/** What is superseded takes longer to tell, so then this answers no and the events are examined. */
async function lookFor(plan: ReplayPlan): Promise<Found> {
  const destinations = await readAtLength(LOOK_WITHIN_MS, (client) => readReplayDestinations(sqlRunner(client)));
  if (plan.skipSuperseded) return { hasSomething: false, destinations };
  try {
    const pairs = replayPairs(await selectedEvents(plan), plan.destinations);
    const rows = await readAtLength(LOOK_WITHIN_MS, (client) => sqlRunner(client)(firstOf(pairs, plan.skipDelivered)));
    return { hasSomething: rows.length > 0, destinations };
  } catch (error) {
    if (error instanceof ReadTimeout) return { hasSomething: true, destinations };
    throw error;
  }
}

function firstOf(pairs: Prisma.Sql, skipDelivered: boolean): Prisma.Sql {
  const isNew = Prisma.sql`WHERE NOT EXISTS (
    SELECT 1 FROM deliveries v
    WHERE v.event_id = p.event_id AND v.destination_id = p.destination_id AND v.status = 'succeeded'
  )`;
  return Prisma.sql`SELECT 1 FROM (${pairs}) AS p ${skipDelivered ? isNew : Prisma.empty} LIMIT 1`;
}

async function examine(plan: ReplayPlan): Promise<ExaminedReplay | null> {
  try {
    const examination = { ...plan, supersededMs: JUDGE_WITHIN_MS };
    return await readAtLength(LOOK_WITHIN_MS, (client) => examineReplay(client, examination));
  } catch (error) {
    if (error instanceof ReadTimeout) return null;
    throw error;
  }
}

function hasSomething(plan: ReplayPlan, { targets }: ExaminedReplay): boolean {
  return targets.some((target) => toPreviewTarget(target, { ...plan, rate: null }).toSend > 0);
}

function warningsOf(meant: ReplayDestinations, all: readonly ReplayDestination[]) {
  const ids = meant.kind === "chosen" ? meant.ids : meant.among;
  const targets = ids === null ? all : all.filter(({ id }) => ids.includes(id));
  const warnings = targets.flatMap((target) =>
    targetWarnings({ ...target, overridden: meant.kind === "chosen" ? null : 0, onTheWay: 0, repeated: 0 }),
  );
  return { destinationIds: targets.map(({ id }) => id), warnings };
}
