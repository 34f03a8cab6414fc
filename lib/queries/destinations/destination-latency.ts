import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DestinationLatency } from "#lib/domain/api/destinations.ts";

/** How long the attempts of the last hour took, from the newest 20,000 of all destinations; null without any. */
export async function readLatency(destinationId: string): Promise<DestinationLatency | null> {
  const [row] = await readRows<{ attempts: number; p50: number | null; p95: number | null }>(Prisma.sql`
SELECT count(*)::int AS attempts, percentile_disc(0.5) WITHIN GROUP (ORDER BY duration_ms) AS p50,
  percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_ms) AS p95
FROM (
  SELECT destination_id, duration_ms FROM attempts
  WHERE finished_at > now() - interval '1 hour' AND started_at > now() - interval '2 hours'
  ORDER BY finished_at DESC LIMIT 20000
) AS lately
WHERE destination_id = ${destinationId}::uuid AND duration_ms IS NOT NULL`);
  if (row === undefined || row.p50 === null || row.p95 === null) return null;
  return { attempts: row.attempts, p50Ms: row.p50, p95Ms: row.p95 };
}
