import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { lockDeliveryControl } from "#lib/db/deliveries/lock-delivery-control.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { notFound, type Refusal, refused, stale } from "#lib/domain/refusal.ts";
import { findMissingKeys } from "#lib/domain/source-readiness.ts";
import { applySourceSettings } from "./apply-source-settings.ts";
import { type MovedDeliveries, moveSourceDeliveries, type SourceStatusChange } from "./move-source-deliveries.ts";
import { auditedSettings, keyMaterial, readSourceState, type SourceState } from "./read-source-state.ts";
import type { SourceSettings } from "./source-settings.ts";

export type SourceChange = {
  slug: string;
  /** The version the operator saw; absent means whatever it is now. */
  version?: number | undefined;
  settings: SourceSettings | null;
  status: SourceStatusChange | null;
};

export type ChangeSourceOutcome = { kind: "changed"; version: number; moved: MovedDeliveries | null } | Refusal;

/** Settings, status, the deliveries that wait for it, and the audit entries: all in one transaction. */
export function changeSource(change: SourceChange, actor: ActorIdentity): Promise<ChangeSourceOutcome> {
  return inTransaction<ChangeSourceOutcome>(async (tx, giveUp) => {
    const found = await tx.source.findFirst({ where: { slug: change.slug, deletedAt: null }, select: { id: true } });
    if (found === null) return giveUp(notFound("source"));
    const early = change.status && (await moveBeforeLock(tx, found.id, change.status, actor));
    const before = await lockSource(tx, found.id);
    if (change.version !== undefined && change.version !== before.version) giveUp(stale("source", before.version));
    const refusal = change.settings && (await applySourceSettings(tx, before, change.settings));
    if (refusal) giveUp(refusal);
    const after = await writeSource(tx, before, change.status, actor);
    const missing = findMissingKeys(after.provider, keyMaterial(after));
    const isNews = change.status !== null || findMissingKeys(before.provider, keyMaterial(before)) === null;
    if (missing && isNews && after.status !== "disabled") giveUp(refuseWithoutKeys(missing, change.status));
    const moved = change.status && early && (await moveStragglers(tx, found.id, change.status, actor, early));
    await announce(tx, { change, before, after, moved }, actor);
    return { kind: "changed", version: after.version, moved };
  });
}

/**
 * The bulk is moved before the source is locked, as doors wait for that lock. Nobody sees it before the commit, and
 * a refusal undoes it.
 */
async function moveBeforeLock(tx: Tx, id: string, status: SourceStatusChange, actor: ActorIdentity) {
  await lockDeliveryControl(tx);
  return moveSourceDeliveries(tx, id, status, actor.label, "beforeLock");
}

/** FOR UPDATE waits for every store that has read the status, and every later store waits for us. */
async function lockSource(tx: Tx, id: string): Promise<SourceState> {
  await tx.$queryRaw`SELECT id FROM sources WHERE id = ${id}::uuid FOR UPDATE`;
  return readSource(tx, id);
}

async function readSource(tx: Tx, id: string): Promise<SourceState> {
  const state = await readSourceState(tx, id);
  if (state === null) throw new Error("a source vanished under its lock");
  return state;
}

async function writeSource(tx: Tx, before: SourceState, status: SourceStatusChange | null, actor: ActorIdentity) {
  const now = new Date();
  await tx.source.update({
    where: { id: before.id },
    data: {
      version: { increment: 1 },
      updatedAt: now,
      ...(status && {
        status: status.status,
        statusReason: status.reason,
        statusChangedAt: now,
        statusChangedBy: actor.label,
      }),
    },
  });
  return readSource(tx, before.id);
}

function refuseWithoutKeys(missing: string, status: SourceStatusChange | null): Refusal {
  if (status === null) {
    return refused(
      `This would leave the source unable to verify anything. ${missing} Add another one first, or disable the source.`,
    );
  }
  return refused(`${missing} Nothing it receives could be verified: add one, then enable it.`, "status");
}

/** What was stored between the first move and the lock. */
async function moveStragglers(
  tx: Tx,
  id: string,
  status: SourceStatusChange,
  actor: ActorIdentity,
  early: MovedDeliveries,
): Promise<MovedDeliveries> {
  const late = await moveSourceDeliveries(tx, id, status, actor.label, "underLock");
  return {
    delivered: early.delivered + late.delivered,
    held: early.held + late.held,
    discarded: early.discarded + late.discarded,
  };
}

type Written = { change: SourceChange; before: SourceState; after: SourceState; moved: MovedDeliveries | null };

async function announce(tx: Tx, { change, before, after, moved }: Written, actor: ActorIdentity): Promise<void> {
  const target = { kind: "source", id: before.slug };
  await notifyChannel(tx, "signalbox_config");
  if (moved) await notifyChannel(tx, "signalbox_deliveries");
  if (change.settings) {
    const settings = { before: auditedSettings(before), after: auditedSettings(after) };
    await writeAuditEntry(tx, { actor, action: "source.updated", target, ...settings });
  }
  if (change.status) {
    await writeAuditEntry(tx, {
      actor,
      action: `source.${change.status.status}`,
      target,
      before: { status: before.status, reason: before.statusReason },
      after: { status: after.status, onResume: change.status.onResume ?? null, deliveries: moved },
      reason: change.status.reason,
    });
  }
}
