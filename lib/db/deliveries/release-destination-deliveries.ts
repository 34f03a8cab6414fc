import type { Tx } from "#lib/db/in-transaction.ts";
import type { Release, ReleaseCounts } from "./release-source-deliveries.ts";

/** Like `releaseSourceDeliveries`; deliveries of a paused source are held on, except replays, which it does not stop. */
export async function releaseDestinationDeliveries(
  tx: Tx,
  destinationId: string,
  release: Release,
): Promise<ReleaseCounts> {
  if (release.onResume === "discard") {
    return { delivered: 0, held: 0, discarded: await discard(tx, destinationId, release.by) };
  }
  const held = await holdForSource(tx, destinationId);
  return { delivered: await makeDue(tx, destinationId, release.by), held, discarded: 0 };
}

// What a pause has stopped and the sweep has not marked as held yet waits just the same.
function discard(tx: Tx, destinationId: string, by: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET status = 'discarded', reason = 'destination_paused', completed_at = now(), updated_at = now(),
      triggered_by = ${by}
    WHERE destination_id = ${destinationId}::uuid AND (
      status = 'held' AND reason = 'destination_paused'
      OR status IN ('pending', 'retry_scheduled')
        AND EXISTS (SELECT 1 FROM destinations d WHERE d.id = ${destinationId}::uuid AND d.paused_at IS NOT NULL)
    )`;
}

function holdForSource(tx: Tx, destinationId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET reason = 'source_paused', updated_at = now()
    FROM sources s
    WHERE deliveries.destination_id = ${destinationId}::uuid AND deliveries.status = 'held'
      AND deliveries.reason = 'destination_paused' AND deliveries.replay_id IS NULL
      AND s.id = deliveries.source_id AND s.status = 'paused'`;
}

// The claim takes the earliest next_attempt_at first, so the time of receipt there is the order of sending.
function makeDue(tx: Tx, destinationId: string, by: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE deliveries SET status = 'pending', reason = NULL, trigger = 'resume', triggered_by = ${by},
      next_attempt_at = least(received_at, now()), updated_at = now()
    WHERE destination_id = ${destinationId}::uuid AND status = 'held' AND reason = 'destination_paused'`;
}
