import { writeAuditEntry } from "#lib/db/audit/write-audit-entry.ts";
import { probeNow } from "#lib/db/breakers/probe-now.ts";
import { resetBreaker } from "#lib/db/breakers/reset-breaker.ts";
import { holdDestinationDeliveries } from "#lib/db/deliveries/hold-destination-deliveries.ts";
import { HOLD_LIMIT, type HoldPhase } from "#lib/db/deliveries/hold-limit.ts";
import { lockDeliveryControl } from "#lib/db/deliveries/lock-delivery-control.ts";
import { endEarlierReleases, type ReleaseCounts, releaseDeliveries } from "#lib/db/deliveries/release-deliveries.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { inTransaction, type Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { notFound, type Refusal, stale } from "#lib/domain/refusal.ts";
import type { DestinationSettings, PauseChange } from "./destination-settings.ts";
import { auditedDestination, type DestinationState, lockDestination } from "./read-destination-state.ts";
import { recordVersion } from "./record-version.ts";

export type DestinationChange = {
  id: string;
  /** The version the operator saw; absent means whatever it is now. */
  version?: number | undefined;
  settings: DestinationSettings | null;
  pause: PauseChange | null;
};

export type ChangeDestinationOutcome = { kind: "changed"; version: number; moved: ReleaseCounts | null } | Refusal;

/** Settings, pause, the deliveries that wait for it, and the audit entries: all in one transaction. */
export function changeDestination(change: DestinationChange, actor: ActorIdentity): Promise<ChangeDestinationOutcome> {
  return inTransaction<ChangeDestinationOutcome>(async (tx, giveUp) => {
    // As for sources: the bulk moves before the lock that doors wait for, the stragglers under it.
    if (change.pause) await lockDeliveryControl(tx);
    const early = change.pause && (await moveDeliveries(tx, change.id, change.pause, actor, "beforeLock"));
    const before = await lockDestination(tx, change.id);
    if (before === null) return giveUp(notFound("destination"));
    const basis = change.settings?.headers;
    const isStale = basis !== undefined && basis.basedOn !== before.headersCiphertext;
    if (isStale || (change.version ?? before.version) !== before.version) giveUp(stale("destination", before.version));
    const after = await tx.destination.update({ where: { id: change.id }, data: columns(change, before, actor) });
    await recordVersion(tx, change.id);
    await heedBreaker(tx, change, before);
    const late = change.pause && (await moveDeliveries(tx, change.id, change.pause, actor, "underLock"));
    const moved = early && late && add(early, late);
    await announce(tx, { change, before, after, moved }, actor);
    return { kind: "changed", version: after.version, moved };
  });
}

/** A pause that ends starts anew, and what was corrected is worth a try at once. */
async function heedBreaker(
  tx: Tx,
  { id, pause, settings }: DestinationChange,
  before: DestinationState,
): Promise<void> {
  if (pause?.paused === false && before.pausedAt !== null) await resetBreaker(tx, id);
  else if (settings !== null) await probeNow(tx, id);
}

async function moveDeliveries(
  tx: Tx,
  id: string,
  pause: PauseChange,
  actor: ActorIdentity,
  phase: HoldPhase,
): Promise<ReleaseCounts> {
  const of = { kind: "destination", id } as const;
  if (!pause.paused) return releaseDeliveries(tx, of, { onResume: pause.onResume, by: actor.label }, phase);
  if (phase === "beforeLock") await endEarlierReleases(tx, of);
  return { delivered: 0, held: await holdDestinationDeliveries(tx, id, HOLD_LIMIT[phase]), discarded: 0 };
}

function columns(change: DestinationChange, before: DestinationState, actor: ActorIdentity) {
  const { headers, ...settings } = change.settings ?? {};
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const data: Prisma.DestinationUpdateInput = { ...given, version: { increment: 1 }, updatedAt: new Date() };
  if (headers) Object.assign(data, { headersCiphertext: headers.ciphertext, headerNames: headers.names });
  if (change.pause) Object.assign(data, pauseColumns(change.pause, before, actor));
  return data;
}

function pauseColumns({ paused, reason }: PauseChange, before: DestinationState, actor: ActorIdentity) {
  if (!paused) return { pausedAt: null, pausedReason: null, pausedBy: null };
  return {
    pausedAt: before.pausedAt ?? new Date(),
    pausedReason: reason ?? before.pausedReason,
    pausedBy: actor.label,
  };
}

function add(a: ReleaseCounts, b: ReleaseCounts): ReleaseCounts {
  return { delivered: a.delivered + b.delivered, held: a.held + b.held, discarded: a.discarded + b.discarded };
}

type Written = {
  change: DestinationChange;
  before: DestinationState;
  after: DestinationState;
  moved: ReleaseCounts | null;
};

async function announce(tx: Tx, { change, before, after, moved }: Written, actor: ActorIdentity): Promise<void> {
  const target = { kind: "destination", id: change.id };
  await notifyChannel(tx, "signalbox_config");
  if (moved) await notifyChannel(tx, "signalbox_deliveries");
  if (change.settings) {
    const settings = { before: auditedDestination(before), after: auditedDestination(after) };
    await writeAuditEntry(tx, { actor, action: "destination.updated", target, ...settings });
  }
  // A form sends the switch along with the rest: unchanged, it is no news.
  if (change.pause && change.pause.paused !== (before.pausedAt !== null)) {
    await writeAuditEntry(tx, {
      actor,
      action: change.pause.paused ? "destination.paused" : "destination.resumed",
      target,
      before: { paused: before.pausedAt !== null, reason: before.pausedReason },
      after: {
        paused: change.pause.paused,
        onResume: change.pause.paused ? null : change.pause.onResume,
        deliveries: moved,
      },
      reason: change.pause.reason,
    });
  }
}
