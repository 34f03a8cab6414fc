import type pg from "pg";

const AT_ONCE = 5000;

/** Cancels what a canceled replay has queued and not sent; what is being sent now is finished. Returns how many. */
export async function cancelReplayDeliveries(
  client: pg.ClientBase,
  replayId: string,
  by: string | null,
): Promise<number> {
  const { rowCount } = await client.query({
    name: "cancel-replay-deliveries",
    text: `
UPDATE deliveries SET status = 'canceled', reason = 'operator', triggered_by = $2, completed_at = now(), updated_at = now()
WHERE id IN (
  SELECT id FROM deliveries WHERE replay_id = $1 AND status IN ('pending', 'retry_scheduled', 'held')
  LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED
)`,
    values: [replayId, by],
  });
  return rowCount ?? 0;
}
