import { Prisma } from "#lib/db/generated/client.ts";
import type { Tx } from "#lib/db/in-transaction.ts";
import { newId } from "#lib/platform/ids.ts";
import { type HoldPhase, RELEASE_LIMIT } from "./hold-limit.ts";
import { type PauseOf, RELEASE_STATEMENTS } from "./release-statement.ts";

type Release = { onResume: "deliver" | "discard"; by: string };

/** How many deliveries the end of a pause sends, holds on for another pause, or discards. */
export type ReleaseCounts = { delivered: number; held: number; discarded: number };

/**
 * Ends the wait of what a pause held: due in the order of receipt, or listed as discarded. Beyond the limit of the
 * phase the worker goes on (`continueReleases`), told by a row of delivery_releases; the counts include those.
 */
export async function releaseDeliveries(
  tx: Tx,
  of: PauseOf,
  release: Release,
  phase: HoldPhase,
): Promise<ReleaseCounts> {
  if (phase === "underLock") return releaseStragglers(tx, of, release);
  await endEarlierReleases(tx, of);
  const unmarked = release.onResume === "discard" ? await discardUnmarked(tx, of, release.by) : 0;
  const moved = await releaseSome(tx, of, release, RELEASE_LIMIT.beforeLock);
  const early = { ...moved, discarded: moved.discarded + unmarked };
  if (sum(moved) < RELEASE_LIMIT.beforeLock) return early;
  await promise(tx, of, release);
  const rest = await countHeld(tx, of, release);
  return {
    delivered: early.delivered + rest.delivered,
    held: early.held + rest.held,
    discarded: early.discarded + rest.discarded,
  };
}

/**
 * A pause begins or ends while an earlier end of one is still being carried out: what was to be discarded then is
 * discarded before anything else, and what was to be sent waits again.
 */
export async function endEarlierReleases(tx: Tx, of: PauseOf): Promise<void> {
  const earlier = await tx.$queryRaw<{ by: string; on_resume: string }[]>`
    DELETE FROM delivery_releases WHERE ${Prisma.raw(COLUMNS[of.kind])} = ${of.id}::uuid RETURNING by, on_resume`;
  for (const { by, on_resume } of earlier) {
    if (on_resume === "discard") await releaseSome(tx, of, { onResume: "discard", by }, EVERYTHING);
  }
}

const EVERYTHING = 2_147_483_647;
const COLUMNS = { source: "source_id", destination: "destination_id" } satisfies Record<PauseOf["kind"], string>;
const REASONS = { source: "source_paused", destination: "destination_paused" } satisfies Record<
  PauseOf["kind"],
  string
>;

async function releaseStragglers(tx: Tx, of: PauseOf, release: Release): Promise<ReleaseCounts> {
  const promised = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM delivery_releases WHERE ${Prisma.raw(COLUMNS[of.kind])} = ${of.id}::uuid`;
  if (promised.length > 0) return { delivered: 0, held: 0, discarded: 0 };
  const moved = await releaseSome(tx, of, release, RELEASE_LIMIT.underLock);
  if (sum(moved) >= RELEASE_LIMIT.underLock) await promise(tx, of, release);
  return moved;
}

function sum({ delivered, held, discarded }: ReleaseCounts): number {
  return delivered + held + discarded;
}

// The worker runs the same text through node-postgres, so it is no tagged template.
async function releaseSome(tx: Tx, { kind, id }: PauseOf, release: Release, limit: number): Promise<ReleaseCounts> {
  const rows = await tx.$queryRawUnsafe<{ status: string; count: number }[]>(
    RELEASE_STATEMENTS[kind],
    id,
    release.onResume,
    release.by,
    limit,
  );
  const count = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
  return { delivered: count("pending"), held: count("held"), discarded: count("discarded") };
}

/** What a pause has stopped and the worker has not marked as held yet waits just the same. */
function discardUnmarked(tx: Tx, { kind, id }: PauseOf, by: string): Promise<number> {
  const isPaused =
    kind === "source"
      ? Prisma.sql`replay_id IS NULL AND EXISTS (SELECT 1 FROM sources s WHERE s.id = ${id}::uuid AND s.status = 'paused')`
      : Prisma.sql`EXISTS (SELECT 1 FROM destinations d WHERE d.id = ${id}::uuid AND d.paused_at IS NOT NULL)`;
  return tx.$executeRaw`
    UPDATE deliveries SET status = 'discarded', reason = ${REASONS[kind]}, completed_at = now(), updated_at = now(),
      triggered_by = ${by}
    WHERE ${Prisma.raw(COLUMNS[kind])} = ${id}::uuid AND status IN ('pending', 'retry_scheduled') AND ${isPaused}`;
}

async function countHeld(tx: Tx, { kind, id }: PauseOf, { onResume }: Release): Promise<ReleaseCounts> {
  const [row] = await tx.$queryRaw<{ all: number; stopped: number }[]>`
    SELECT count(*)::int AS all, count(*) FILTER (WHERE ${
      kind === "source" ? Prisma.sql`d.paused_at IS NOT NULL` : Prisma.sql`s.status = 'paused' AND v.replay_id IS NULL`
    })::int AS stopped
    FROM deliveries v JOIN destinations d ON d.id = v.destination_id JOIN sources s ON s.id = v.source_id
    WHERE v.status = 'held' AND v.reason = ${REASONS[kind]} AND v.${Prisma.raw(COLUMNS[kind])} = ${id}::uuid`;
  const { all = 0, stopped = 0 } = row ?? {};
  if (onResume === "discard") return { delivered: 0, held: 0, discarded: all };
  return { delivered: all - stopped, held: stopped, discarded: 0 };
}

async function promise(tx: Tx, { kind, id }: PauseOf, { onResume, by }: Release): Promise<void> {
  const whose = kind === "source" ? { sourceId: id } : { destinationId: id };
  await tx.deliveryRelease.create({ data: { id: newId(), ...whose, onResume, by } });
}
