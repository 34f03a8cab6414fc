import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { fixFilterTimes } from "#lib/domain/fix-filter-times.ts";
import { conflict, type Refusal } from "#lib/domain/refusal.ts";
import { type ReplaySelection, replaySubject } from "#lib/domain/replay-subject.ts";
import { sameReplayWarning } from "#lib/domain/replay-words.ts";
import { newId } from "#lib/platform/ids.ts";
import { findSameReplay, fingerprintOf } from "./find-same-replay.ts";
import type { ReplayPlan } from "./plan-replay.ts";

export type NewReplay = ReplayPlan & {
  /** Where it goes as far as that is known, which decides whether it is the same as another. */
  destinationIds: readonly string[];
  name: string | null;
  reason: string | null;
  rate: number | null;
  evenIfRunning: boolean;
};

export type StartReplayOutcome = { kind: "started"; replayId: string; warnings: string[] } | Refusal;

/** Puts a replay down for the worker, unless the same one is under way. */
export function startReplay(replay: NewReplay, actor: ActorIdentity): Promise<StartReplayOutcome> {
  return inTransaction<StartReplayOutcome>(async (tx, giveUp) => {
    const { selection, destinationIds } = replay;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${replaySubject(selection)}, 0))`;
    const same = await findSameReplay(tx, selection, destinationIds);
    if (same !== null && !replay.evenIfRunning) {
      return giveUp(conflict(`${sameReplayWarning(same)} To start another all the same, say evenIfRunning.`));
    }
    const replayId = newId();
    await insertReplay(tx, replayId, replay, fingerprintOf(selection), actor.label);
    await notifyChannel(tx, "signalbox_deliveries");
    await writeAuditEntry(tx, {
      actor,
      action: "replay.started",
      target: { kind: "replay", id: replayId },
      after: startedWith(replay),
      reason: replay.reason,
    });
    return { kind: "started", replayId, warnings: same === null ? [] : [sameReplayWarning(same)] };
  });
}

function insertReplay(tx: Tx, id: string, replay: NewReplay, fingerprint: Uint8Array, by: string): Promise<number> {
  const { selection, destinations, upTo } = replay;
  const filter = storedFilter(selection, upTo);
  const eventIds = selection.kind === "events" ? [...selection.eventIds] : [];
  const ids = destinations.kind === "chosen" ? destinations.ids : (destinations.among ?? []);
  return tx.$executeRaw(Prisma.sql`
INSERT INTO replays (id, name, reason, filter, event_ids, destination_ids, heeds_filters, status, created_by, rate,
  skip_delivered, skip_superseded, snapshot, up_to, fingerprint)
VALUES (${id}::uuid, ${replay.name}, ${replay.reason}, ${filter === null ? null : JSON.stringify(filter)}::jsonb,
  ${eventIds}::uuid[], ${[...ids]}::uuid[], ${destinations.kind === "matching"}, 'queued', ${by}, ${replay.rate}::int,
  ${replay.skipDelivered}, ${replay.skipSuperseded}, ${replay.snapshot}::pg_snapshot,
  ${upTo.toISOString()}::timestamptz, ${fingerprint}::bytea)`);
}

/** Read again tomorrow, the filter still means the same events. */
function storedFilter(selection: ReplaySelection, upTo: Date) {
  return selection.kind === "filter" ? fixFilterTimes(selection.filter, upTo) : null;
}

function startedWith(replay: NewReplay) {
  const { selection, upTo, name, rate, skipDelivered, skipSuperseded } = replay;
  const which =
    selection.kind === "filter"
      ? { filter: { ...storedFilter(selection, upTo) } }
      : { events: selection.eventIds.length, eventIds: selection.eventIds.slice(0, 100) };
  return {
    ...which,
    name,
    destinationIds: [...replay.destinationIds],
    upTo: upTo.toISOString(),
    rate,
    skipDelivered,
    skipSuperseded,
  };
}
