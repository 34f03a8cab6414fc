import type { Tx } from "#lib/db/in-transaction.ts";

export type Release = { onResume: "deliver" | "discard"; by: string };
export type ReleaseCounts = { delivered: number; held: number; discarded: number };

/**
 * Ends the wait of a source's held deliveries: due now in the order of receipt, held on where the destination is
 * paused too, or listed as discarded.
 */
export async function releaseSourceDeliveries(tx: Tx, sourceId: string, release: Release): Promise<ReleaseCounts> {
  if (release.onResume === "discard") {
    return { delivered: 0, held: 0, discarded: await discard(tx, sourceId, release.by) };
  }
  const held = await holdForDestination(tx, sourceId);
  return { delivered: await makeDue(tx, sourceId, release.by), held, discarded: 0 };
}

// What a pause has stopped and the sweep has not marked as held yet waits just the same.
function discard(tx: Tx, sourceId: string, by: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET status = 'discarded', reason = 'source_paused', completed_at = now(), updated_at = now(),
      triggered_by = ${by}
    WHERE source_id = ${sourceId}::uuid AND (
      status = 'held' AND reason = 'source_paused'
      OR status IN ('pending', 'retry_scheduled') AND replay_id IS NULL
        AND EXISTS (SELECT 1 FROM sources s WHERE s.id = ${sourceId}::uuid AND s.status = 'paused')
    )`;
}

function holdForDestination(tx: Tx, sourceId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET reason = 'destination_paused', updated_at = now()
    FROM destinations d
    WHERE deliveries.source_id = ${sourceId}::uuid AND deliveries.status = 'held' AND deliveries.reason = 'source_paused'
      AND d.id = deliveries.destination_id AND d.paused_at IS NOT NULL`;
}

// The claim takes the earliest next_attempt_at first, so the time of receipt there is the order of sending.
function makeDue(tx: Tx, sourceId: string, by: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET status = 'pending', reason = NULL, trigger = 'resume', triggered_by = ${by},
      next_attempt_at = least(received_at, now()), updated_at = now()
    WHERE source_id = ${sourceId}::uuid AND status = 'held' AND reason = 'source_paused'`;
}
