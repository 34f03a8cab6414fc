import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DestinationDetail, DestinationRow } from "#lib/domain/api/destinations.ts";
import { countMatching } from "#lib/domain/matching-events.ts";
import { isUuid } from "#lib/domain/uuid.ts";
import { countEventTypes } from "#lib/queries/events/count-event-types.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { readLatency } from "./destination-latency.ts";
import { readDestinationRows } from "./destination-rows.ts";
import { readRecentDeliveries } from "./recent-deliveries.ts";

/** A destination with what it was sent lately; null when there is none with this id, or it was deleted. */
export async function getDestination(actor: Actor, id: string): Promise<DestinationDetail | null> {
  actor.require("destination:read");
  if (!isUuid(id)) return null;
  const [row] = await refuseSlowRead(() => readDestinationRows(Prisma.sql`id = ${id}::uuid`));
  if (row === undefined) return null;
  return refuseSlowRead(async () => {
    const [secrets, heldByPause, latency, matching, recent] = await Promise.all([
      readSecrets(row.id),
      countHeldByPause(row),
      readLatency(row.id),
      readMatching(actor, row),
      actor.can("delivery:read") ? readRecentDeliveries(row.id) : null,
    ]);
    return { ...row, secrets, heldByPause, latency, matching, recent };
  });
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

/** What the sweep has not marked as held yet waits for the pause just the same. */
async function countHeldByPause({ id, paused }: DestinationRow): Promise<number> {
  if (!paused) return 0;
  const [row] = await readRows<{ count: number }>(Prisma.sql`
SELECT count(*)::int AS count FROM deliveries WHERE destination_id = ${id}::uuid
  AND (status = 'held' AND reason = 'destination_paused' OR status IN ('pending', 'retry_scheduled'))
  AND status <> 'succeeded'`);
  return row?.count ?? 0;
}

async function readMatching(actor: Actor, row: DestinationRow): Promise<DestinationDetail["matching"]> {
  const counted = await countEventTypes(actor);
  return counted && { since: counted.since, ...countMatching(counted.counts, row) };
}
