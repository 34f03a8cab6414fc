import { createHash } from "node:crypto";
import type { Tx } from "#lib/db/in-transaction.ts";
import { type ReplaySelection, replaySubject } from "#lib/domain/replay-subject.ts";

export type SameReplay = { id: string; createdBy: string; createdAt: Date };

/**
 * A replay of the same events that is still under way and has a destination in common; see `replaySubject`. One that
 * names none has not been selected yet, and may come to any.
 */
export function findSameReplay(
  tx: Pick<Tx, "replay">,
  selection: ReplaySelection,
  destinationIds: readonly string[],
): Promise<SameReplay | null> {
  const isCommon = [{ destinationIds: { isEmpty: true } }, { destinationIds: { hasSome: [...destinationIds] } }];
  return tx.replay.findFirst({
    where: { fingerprint: fingerprintOf(selection), status: { in: ["queued", "running"] }, OR: isCommon },
    orderBy: { createdAt: "desc" },
    select: { id: true, createdBy: true, createdAt: true },
  });
}

export function fingerprintOf(selection: ReplaySelection): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(replaySubject(selection)).digest());
}
