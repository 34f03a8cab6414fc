import type { Tx } from "#lib/db/in-transaction.ts";
import { newId } from "#lib/platform/ids.ts";
import { CANCEL_STATEMENT } from "./cancel-statement.ts";
import { type HoldPhase, RELEASE_LIMIT } from "./hold-limit.ts";

type Deletion = { destinationId: string; by: string };

/**
 * Cancels the unfinished deliveries of a deleted destination. Beyond the limit of the phase the worker goes on
 * (`continueReleases`), told by a row of delivery_releases; the count includes those.
 */
export async function cancelDestinationDeliveries(tx: Tx, deletion: Deletion, phase: HoldPhase): Promise<number> {
  const { destinationId, by } = deletion;
  const sending = await cancelSending(tx, deletion);
  // The worker runs the same text through node-postgres, so it is no tagged template.
  const [moved] = await tx.$queryRawUnsafe<{ count: number }[]>(
    CANCEL_STATEMENT,
    destinationId,
    by,
    RELEASE_LIMIT[phase],
  );
  const waiting = moved?.count ?? 0;
  if (waiting < RELEASE_LIMIT[phase]) return sending + waiting;
  await tx.deliveryRelease.deleteMany({ where: { destinationId } });
  await tx.deliveryRelease.create({ data: { id: newId(), destinationId, onResume: "discard", by } });
  return sending + waiting + (phase === "underLock" ? await countRest(tx, destinationId) : 0);
}

/**
 * The fence moves on, so that an answer still under way is recorded as an attempt and changes nothing. A worker that
 * records outcomes locks the same rows in an order of its own: what it holds is not waited for.
 */
function cancelSending(tx: Tx, { destinationId, by }: Deletion): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET status = 'canceled', reason = 'destination_deleted', triggered_by = ${by},
      fence = fence + 1, lease_until = NULL, worker = NULL, completed_at = now(), updated_at = now()
    WHERE id IN (
      SELECT id FROM deliveries WHERE destination_id = ${destinationId}::uuid AND status = 'in_progress'
      FOR UPDATE SKIP LOCKED
    )`;
}

async function countRest(tx: Tx, destinationId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM deliveries WHERE destination_id = ${destinationId}::uuid
      AND status IN ('pending', 'retry_scheduled', 'held') AND status <> 'succeeded'`;
  return row?.count ?? 0;
}
