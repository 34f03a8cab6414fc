import { HOLD_LIMIT, type HoldPhase } from "#lib/db/deliveries/hold-limit.ts";
import { holdSourceDeliveries } from "#lib/db/deliveries/hold-source-deliveries.ts";
import { releaseSourceDeliveries } from "#lib/db/deliveries/release-source-deliveries.ts";
import type { Tx } from "#lib/db/in-transaction.ts";

export type SourceStatusChange = {
  status: "enabled" | "paused" | "disabled";
  reason: string;
  /** What becomes of held deliveries. Absent: enabling delivers them, disabling lets them wait. */
  onResume?: "deliver" | "discard" | undefined;
};

/** How many deliveries a pause or its end touched; `held` wait, be it for another pause. */
export type MovedDeliveries = { delivered: number; held: number; discarded: number };

const NONE: MovedDeliveries = { delivered: 0, held: 0, discarded: 0 };

export async function moveSourceDeliveries(
  tx: Tx,
  sourceId: string,
  { status, onResume }: SourceStatusChange,
  by: string,
  phase: HoldPhase,
): Promise<MovedDeliveries> {
  if (status === "paused") return { ...NONE, held: await holdSourceDeliveries(tx, sourceId, HOLD_LIMIT[phase]) };
  const release = onResume ?? (status === "enabled" ? "deliver" : null);
  return release === null ? NONE : releaseSourceDeliveries(tx, sourceId, { onResume: release, by });
}
