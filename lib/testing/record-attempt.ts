import type pg from "pg";
import { type CompletedAttempt, completeDeliveries } from "#lib/db/complete-deliveries.ts";
import { completedAttempt } from "./completed-attempt.ts";

/** The first attempt of a stored delivery as the worker records it; it succeeds unless the changes say otherwise. */
export async function recordAttempt(
  pool: pg.Pool,
  deliveryId: string,
  changes: Partial<CompletedAttempt> = {},
): Promise<void> {
  const { rows } = await pool.query(
    "UPDATE deliveries SET status = 'in_progress', fence = 1, attempt_count = 1, last_attempt_at = now() WHERE id = $1 RETURNING event_id, destination_id",
    [deliveryId],
  );
  const [row] = rows;
  const delivery = { id: deliveryId, fence: 1, eventId: row.event_id, destinationId: row.destination_id };
  await completeDeliveries(pool, [completedAttempt(delivery, { durationMs: 20, ...changes })]);
}
