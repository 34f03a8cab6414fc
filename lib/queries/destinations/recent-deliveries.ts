import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { RecentDelivery } from "#lib/domain/api/destinations.ts";
import type { DeliveryStatus } from "#lib/domain/delivery-status.ts";
import { explainStoredAttemptError } from "#lib/domain/stored-attempt-error.ts";

type RecentRecord = {
  id: string;
  event_type: string;
  status: DeliveryStatus;
  attempted_at: Date;
  status_code: number | null;
  duration_ms: number | null;
  error: string | null;
};

/** What a destination was sent last, newest first. */
export async function readRecentDeliveries(destinationId: string): Promise<RecentDelivery[]> {
  const rows = await readRows<RecentRecord>(recentDeliveries(destinationId));
  return rows.map((row) => ({
    id: row.id,
    eventType: row.event_type,
    status: row.status,
    attemptedAt: row.attempted_at.toISOString(),
    statusCode: row.status_code,
    durationMs: row.duration_ms,
    error: row.error === null ? null : explainStoredAttemptError(row.error).what,
  }));
}

// Attempts have no index by destination: a few looks suffice. Those that just ended show what a backlog is being sent,
// and the newest deliveries show what a quiet destination got beside busy ones.
function recentDeliveries(destinationId: string): Prisma.Sql {
  return Prisma.sql`
WITH newest AS MATERIALIZED (
  SELECT id, attempt_count FROM deliveries WHERE destination_id = ${destinationId}::uuid ORDER BY id DESC LIMIT 1000
), ended AS MATERIALIZED (
  SELECT delivery_id, destination_id FROM attempts ORDER BY finished_at DESC NULLS LAST LIMIT 2000
), known AS (
  SELECT id FROM newest WHERE attempt_count > 0
  UNION SELECT delivery_id FROM ended WHERE destination_id = ${destinationId}::uuid
), shown AS (
  SELECT d.* FROM known k JOIN deliveries d ON d.id = k.id ORDER BY d.last_attempt_at DESC NULLS LAST LIMIT 20
)
SELECT d.id, e.type AS event_type, d.status, a.started_at AS attempted_at, a.status_code, a.duration_ms, a.error
FROM shown d
JOIN events e ON e.id = d.event_id
CROSS JOIN LATERAL (
  SELECT * FROM attempts a WHERE a.delivery_id = d.id ORDER BY a.started_at DESC LIMIT 1
) AS a
ORDER BY a.started_at DESC, d.id DESC`;
}
