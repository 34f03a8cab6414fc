import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DeliveryDetail } from "#lib/domain/api/deliveries.ts";
import type { DeliveryStatus } from "#lib/domain/delivery-status.ts";
import { laterRetries } from "#lib/domain/later-retries.ts";
import { CLOSED_BREAKER, readOpenBreakers } from "#lib/queries/destinations/destination-breakers.ts";

type Situation = Pick<DeliveryDetail, "probeCount" | "laterRetries" | "destinationPause" | "sourcePause" | "breaker">;

type SituationRecord = {
  status: DeliveryStatus;
  attempt_count: number;
  probe_count: number;
  retry_schedule: number[];
  destination_id: string;
  paused_at: Date | null;
  paused_by: string | null;
  paused_reason: string | null;
  is_source_paused: boolean;
  status_changed_at: Date | null;
  status_changed_by: string | null;
  status_reason: string | null;
};

/** What stands between a delivery and its next attempt, and how many more would follow. */
export async function readSituation(deliveryId: string): Promise<Situation> {
  const [[row], breakers] = await Promise.all([readRows<SituationRecord>(situationOf(deliveryId)), readOpenBreakers()]);
  if (row === undefined) throw new Error(`delivery ${deliveryId} vanished between two reads`);
  return {
    probeCount: row.probe_count,
    laterRetries: laterRetries(row.status, row.attempt_count - row.probe_count, row.retry_schedule),
    destinationPause: row.paused_at && pauseOf(row.paused_at, row.paused_by, row.paused_reason),
    sourcePause: row.is_source_paused ? pauseOf(row.status_changed_at, row.status_changed_by, row.status_reason) : null,
    breaker: breakers.get(row.destination_id) ?? CLOSED_BREAKER,
  };
}

function pauseOf(since: Date | null, by: string | null, reason: string | null) {
  return { since: since?.toISOString() ?? null, by, reason };
}

function situationOf(deliveryId: string): Prisma.Sql {
  return Prisma.sql`
SELECT d.status, d.attempt_count, d.probe_count, x.retry_schedule, d.destination_id, x.paused_at, x.paused_by,
  x.paused_reason, s.status = 'paused' AS is_source_paused, s.status_changed_at, s.status_changed_by, s.status_reason
FROM deliveries d JOIN destinations x ON x.id = d.destination_id JOIN sources s ON s.id = d.source_id
WHERE d.id = ${deliveryId}::uuid`;
}
