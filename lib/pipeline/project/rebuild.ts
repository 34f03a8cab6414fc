import type pg from "pg";
import { applyShadow } from "#lib/db/state/apply-shadow.ts";
import { holdLiveState, readProjectorPosition } from "#lib/db/state/projector-position.ts";
import { findShadowDifferences, type TableDifference } from "#lib/db/state/shadow-differences.ts";
import { dropShadow, openShadow } from "#lib/db/state/shadow-schema.ts";
import type { ActorIdentity } from "#lib/domain/actor-identity.ts";
import { deriveAll } from "./rebuild-registers.ts";
import { catchUp, readAll } from "./rebuild-shadow.ts";

export type RebuildOutcome =
  /** Another rebuild is under way. */
  { kind: "busy" } | { kind: "same" | "different" | "applied"; events: number; differences: TableDifference[] };

type RebuildOptions = {
  /** A connection of its own, which the caller ends: that also frees its locks. */
  client: pg.Client;
  /** Who asked for live state to be replaced where it differs; null only compares. */
  applyAs: ActorIdentity | null;
  onProgress: (says: string) => void;
};

/**
 * Computes all state anew from the stored events, beside the live state, and compares the two at the same position.
 * Killed at any moment it leaves live state as it was; the next run begins anew.
 */
export async function rebuild({ client, applyAs, onProgress }: RebuildOptions): Promise<RebuildOutcome> {
  if (!(await openShadow(client))) return { kind: "busy" };
  const start = await readProjectorPosition(client, "public.projector");
  const events = await readAll(client, start, onProgress);
  await deriveAll(client, onProgress);
  const release = await holdLiveState(client);
  try {
    const live = await readProjectorPosition(client, "public.projector");
    const late = await catchUp(client, live);
    onProgress("Comparing.");
    const differences = await findShadowDifferences(client);
    if (applyAs !== null) await applyShadow(differences, applyAs);
    const kind = applyAs !== null ? "applied" : differences.length > 0 ? "different" : "same";
    return { kind, events: events + late, differences };
  } finally {
    await release();
    await dropShadow(client);
  }
}
