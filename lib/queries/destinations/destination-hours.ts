import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";

export type HealthHours = DestinationRow["hours"];

/** The attempts of each of these destinations by hour, the last 24, in one read; an hour without any counts zero. */
export async function readHours(destinationIds: readonly string[]): Promise<Map<string, HealthHours>> {
  const rows = await readRows<{ destination_id: string; hour: Date; succeeded: number; failed: number }>(Prisma.sql`
WITH counted AS (
  SELECT destination_id, date_trunc('hour', minute) AS hour,
    sum(count) FILTER (WHERE outcome = 'succeeded') AS succeeded, sum(count) FILTER (WHERE outcome = 'failed') AS failed
  FROM attempt_minutes
  WHERE destination_id = ANY (${[...destinationIds]}::uuid[]) AND minute >= date_trunc('hour', now()) - interval '23 hours'
  GROUP BY 1, 2
)
SELECT x.destination_id, h.hour, coalesce(c.succeeded, 0)::int AS succeeded, coalesce(c.failed, 0)::int AS failed
FROM unnest(${[...destinationIds]}::uuid[]) AS x (destination_id)
CROSS JOIN generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') AS h (hour)
LEFT JOIN counted c ON c.destination_id = x.destination_id AND c.hour = h.hour
ORDER BY x.destination_id, h.hour`);
  const hours = new Map<string, HealthHours>();
  for (const { destination_id, hour, succeeded, failed } of rows) {
    const own = hours.get(destination_id) ?? [];
    own.push({ hour: hour.toISOString(), succeeded, failed });
    hours.set(destination_id, own);
  }
  return hours;
}
