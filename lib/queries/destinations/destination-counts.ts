import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";

export type DestinationCounts = {
  /** Attempts of the last 24 hours, and of the last hour. */
  succeeded: number;
  failed: number;
  succeededLastHour: number;
  failedLastHour: number;
  /** Deliveries as they stand now. */
  pending: number;
  retrying: number;
  held: number;
  heldFor: { source_paused: number; destination_paused: number };
  deadLettered: number;
  oldestPendingAt: string | null;
  oldestDueAt: string | null;
  oldestHeldAt: string | null;
  oldestDeadLetterAt: string | null;
};

export const NO_COUNTS: DestinationCounts = {
  succeeded: 0,
  failed: 0,
  succeededLastHour: 0,
  failedLastHour: 0,
  pending: 0,
  retrying: 0,
  held: 0,
  heldFor: { source_paused: 0, destination_paused: 0 },
  deadLettered: 0,
  oldestPendingAt: null,
  oldestDueAt: null,
  oldestHeldAt: null,
  oldestDeadLetterAt: null,
};

/** What each destination sent lately and has waiting. Those with nothing of either are left out. */
export async function countByDestination(): Promise<Map<string, DestinationCounts>> {
  const [backlogs, attempts] = await Promise.all([readRows<Backlog>(BACKLOGS), readRows<Attempts>(ATTEMPTS)]);
  const counts = new Map<string, DestinationCounts>();
  for (const row of backlogs) {
    counts.set(row.destination_id, {
      ...NO_COUNTS,
      pending: row.pending,
      retrying: row.retrying,
      held: row.held,
      heldFor: { source_paused: row.held_for_source, destination_paused: row.held - row.held_for_source },
      deadLettered: row.dead_lettered,
      oldestPendingAt: row.oldest_pending_at?.toISOString() ?? null,
      oldestDueAt: row.oldest_due_at?.toISOString() ?? null,
      oldestHeldAt: row.oldest_held_at?.toISOString() ?? null,
      oldestDeadLetterAt: row.oldest_dead_letter_at?.toISOString() ?? null,
    });
  }
  for (const row of attempts) {
    counts.set(row.destination_id, {
      ...(counts.get(row.destination_id) ?? NO_COUNTS),
      succeeded: row.succeeded,
      failed: row.failed,
      succeededLastHour: row.succeeded_hour,
      failedLastHour: row.failed_hour,
    });
  }
  return counts;
}

type Backlog = {
  destination_id: string;
  pending: number;
  retrying: number;
  held: number;
  held_for_source: number;
  oldest_held_at: Date | null;
  dead_lettered: number;
  oldest_pending_at: Date | null;
  oldest_due_at: Date | null;
  oldest_dead_letter_at: Date | null;
};

const BACKLOGS = Prisma.sql`
SELECT destination_id,
  count(*) FILTER (WHERE status IN ('pending', 'in_progress', 'retry_scheduled'))::int AS pending,
  count(*) FILTER (WHERE status = 'retry_scheduled')::int AS retrying,
  count(*) FILTER (WHERE status = 'held')::int AS held,
  count(*) FILTER (WHERE status = 'held' AND reason = 'source_paused')::int AS held_for_source,
  min(updated_at) FILTER (WHERE status = 'held') AS oldest_held_at,
  count(*) FILTER (WHERE status = 'dead_lettered')::int AS dead_lettered,
  min(received_at) FILTER (WHERE status IN ('pending', 'in_progress', 'retry_scheduled')) AS oldest_pending_at,
  min(next_attempt_at) FILTER (WHERE status IN ('pending', 'retry_scheduled') AND next_attempt_at <= now()) AS oldest_due_at,
  min(received_at) FILTER (WHERE status = 'dead_lettered') AS oldest_dead_letter_at
FROM deliveries
WHERE status IN ('pending', 'in_progress', 'retry_scheduled', 'held', 'dead_lettered') AND status <> 'succeeded'
GROUP BY destination_id`;

type Attempts = {
  destination_id: string;
  succeeded: number;
  failed: number;
  succeeded_hour: number;
  failed_hour: number;
};

const ATTEMPTS = Prisma.sql`
SELECT m.destination_id,
  coalesce(sum(count) FILTER (WHERE outcome = 'succeeded'), 0)::int AS succeeded,
  coalesce(sum(count) FILTER (WHERE outcome = 'failed'), 0)::int AS failed,
  coalesce(sum(count) FILTER (WHERE outcome = 'succeeded' AND minute > now() - interval '1 hour'), 0)::int AS succeeded_hour,
  coalesce(sum(count) FILTER (WHERE outcome = 'failed' AND minute > now() - interval '1 hour'), 0)::int AS failed_hour
FROM attempt_minutes m
WHERE m.destination_id = ANY (ARRAY (SELECT id FROM destinations)) AND m.minute > now() - interval '24 hours'
GROUP BY m.destination_id`;
