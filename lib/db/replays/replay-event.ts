import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";
import { chooseReplayTargets } from "#lib/domain/replay-targets.ts";
import { newId } from "#lib/platform/ids.ts";

export type EventReplay = { eventId: string; destinationIds: string[] | undefined; reason: string | null };

export type ReplayEventOutcome =
  | { kind: "started"; replayId: string; deliveries: number; warnings: string[] }
  | Refusal;

/** One event, once more, to each destination: new deliveries of the same event, there when this returns. */
export function replayEvent(replay: EventReplay, actor: ActorIdentity): Promise<ReplayEventOutcome> {
  return inTransaction<ReplayEventOutcome>(async (tx, giveUp) => {
    const event = await findEvent(tx, replay.eventId);
    if (event === null) return giveUp(notFound("event"));
    const replayed = { type: event.type, source: event.source.slug };
    const choice = chooseReplayTargets(replayed, await lockDestinations(tx), replay.destinationIds);
    if (choice.kind !== "chosen") return giveUp(choice);
    const replayId = newId();
    const destinationIds = choice.targets.map(({ id }) => id);
    await insertReplay(tx, replayId, { ...replay, destinationIds }, actor.label);
    await insertDeliveries(tx, event.id, choice.targets, { replayId, by: actor.label });
    await notifyChannel(tx, "signalbox_deliveries");
    await writeAuditEntry(tx, {
      actor,
      action: "event.replayed",
      target: { kind: "event", id: event.id },
      after: { replayId, destinationIds },
      reason: replay.reason,
    });
    return { kind: "started", replayId, deliveries: destinationIds.length, warnings: choice.warnings };
  });
}

/** Its deliveries come with it; the worker only counts how they end. */
async function insertReplay(
  tx: Tx,
  id: string,
  { eventId, reason, destinationIds }: EventReplay & { destinationIds: string[] },
  createdBy: string,
): Promise<void> {
  const targets = destinationIds.map((destinationId) => ({ replayId: id, destinationId }));
  const total = destinationIds.length;
  const sent = { eventIds: [eventId], destinationIds, status: "running", total, startedAt: new Date() };
  await tx.replay.create({ data: { id, reason, createdBy, ...sent } });
  await tx.replayItem.createMany({ data: targets.map((target) => ({ ...target, eventId, place: 1 })) });
  await tx.replayTarget.createMany({ data: targets.map((target) => ({ ...target, total: 1, queued: 1 })) });
}

type TargetRow = Awaited<ReturnType<typeof lockDestinations>>[number];

function findEvent(tx: Tx, id: string) {
  return tx.event.findUnique({
    where: { id },
    select: { id: true, type: true, source: { select: { slug: true } } },
  });
}

/** A pause or deletion waits for the replay, or the replay sees it. */
async function lockDestinations(tx: Tx) {
  await tx.$queryRaw`SELECT id FROM destinations WHERE deleted_at IS NULL ORDER BY id FOR SHARE`;
  const rows = await tx.destination.findMany({
    where: { deletedAt: null },
    orderBy: { id: "asc" },
    select: { id: true, name: true, eventTypes: true, sources: true, pausedAt: true },
  });
  return rows.map(({ pausedAt, ...row }) => ({ ...row, isPaused: pausedAt !== null }));
}

/** The time of receipt is copied in the database: it finds the body, to the microsecond. */
async function insertDeliveries(
  tx: Tx,
  eventId: string,
  targets: readonly TargetRow[],
  { replayId, by }: { replayId: string; by: string },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO deliveries (id, event_id, source_id, destination_id, replay_id, status, reason, trigger, triggered_by,
      webhook_id, received_at)
    SELECT t.id, e.id, e.source_id, d.id, ${replayId}::uuid,
      (CASE WHEN d.paused_at IS NULL THEN 'pending' ELSE 'held' END)::delivery_status,
      CASE WHEN d.paused_at IS NOT NULL THEN 'destination_paused' END, 'replay', ${by},
      CASE d.replay_webhook_id WHEN 'new' THEN t.webhook_id ELSE e.id END, e.received_at
    FROM unnest(${targets.map(() => newId())}::uuid[], ${targets.map(({ id }) => id)}::uuid[],
      ${targets.map(() => newId())}::uuid[]) AS t (id, destination_id, webhook_id)
    JOIN destinations d ON d.id = t.destination_id
    JOIN events e ON e.id = ${eventId}::uuid`;
}
