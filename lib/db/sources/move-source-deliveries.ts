import { HOLD_LIMIT, type HoldPhase } from "#lib/db/deliveries/hold-limit.ts";
import { holdSourceDeliveries } from "#lib/db/deliveries/hold-source-deliveries.ts";
import { endEarlierReleases, type ReleaseCounts, releaseDeliveries } from "#lib/db/deliveries/release-deliveries.ts";
import type { Tx } from "#lib/db/in-transaction.ts";

export type SourceStatusChange = {
  status: "enabled" | "paused" | "disabled";
  reason: string;
  /** What becomes of held deliveries. Absent: enabling delivers them, disabling lets them wait. */
  onResume?: "deliver" | "discard" | undefined;
};

/** How many deliveries a pause or its end touched; `held` wait, be it for another pause. */
export type MovedDeliveries = ReleaseCounts;

const NONE: MovedDeliveries = { delivered: 0, held: 0, discarded: 0 };

export async function moveSourceDeliveries(
  tx: Tx,
  sourceId: string,
  { status, onResume }: SourceStatusChange,
  by: string,
  phase: HoldPhase,
): Promise<MovedDeliveries> {
  const of = { kind: "source", id: sourceId } as const;
  if (status === "paused") {
    if (phase === "beforeLock") await endEarlierReleases(tx, of);
    return { ...NONE, held: await holdSourceDeliveries(tx, sourceId, HOLD_LIMIT[phase]) };
  }
  const release = onResume ?? (status === "enabled" ? "deliver" : null);
  return release === null ? NONE : releaseDeliveries(tx, of, { onResume: release, by }, phase);
}
