import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DestinationDetail } from "#lib/domain/api/destinations.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { countByDestination, NO_COUNTS } from "./destination-counts.ts";
import { type DestinationRecord, selectDestinations, toDestinationRow } from "./destination-rows.ts";

/** A destination with its health by hour; null when there is none with this id, or it was deleted. */
export async function getDestination(actor: Actor, id: string): Promise<DestinationDetail | null> {
  actor.require("destination:read");
  if (!isUuid(id)) return null;
  const [row] = await readRows<DestinationRecord>(selectDestinations(Prisma.sql`id = ${id}::uuid`));
  if (row === undefined) return null;
  const [counts, secrets, hours] = await Promise.all([
    refuseSlowRead(countByDestination),
    readSecrets(row.id),
    readHours(row.id),
  ]);
  return { ...toDestinationRow(row, counts.get(row.id) ?? NO_COUNTS, new Date()), secrets, hours };
}

async function readSecrets(destinationId: string): Promise<DestinationDetail["secrets"]> {
  const rows = await readRows<{ id: string; last4: string; created_at: Date; expires_at: Date | null }>(Prisma.sql`
SELECT id, last4, created_at, expires_at FROM destination_secrets
WHERE destination_id = ${destinationId}::uuid AND (expires_at IS NULL OR expires_at > now()) ORDER BY created_at DESC`);
  return rows.map((row) => ({
    id: row.id,
    last4: row.last4,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
  }));
}

async function readHours(destinationId: string): Promise<DestinationDetail["hours"]> {
  const rows = await readRows<{ hour: Date; succeeded: number; failed: number }>(Prisma.sql`
SELECT h.hour, coalesce(sum(m.count) FILTER (WHERE m.outcome = 'succeeded'), 0)::int AS succeeded,
  coalesce(sum(m.count) FILTER (WHERE m.outcome = 'failed'), 0)::int AS failed
FROM generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') AS h (hour)
LEFT JOIN attempt_minutes m ON m.destination_id = ${destinationId}::uuid
  AND m.minute >= h.hour AND m.minute < h.hour + interval '1 hour'
GROUP BY h.hour ORDER BY h.hour`);
  return rows.map(({ hour, succeeded, failed }) => ({ hour: hour.toISOString(), succeeded, failed }));
}
