import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { BreakerState, DestinationRow } from "#lib/domain/api/destinations.ts";
import { judgeDestination } from "#lib/domain/overview-health.ts";
import { CLOSED_BREAKER, readOpenBreakers } from "./destination-breakers.ts";
import { countByDestination, type DestinationCounts, NO_COUNTS } from "./destination-counts.ts";
import { type HealthHours, readHours } from "./destination-hours.ts";

/** A row of destinations without its secrets, as the database returns it. */
export type DestinationRecord = {
  id: string;
  name: string;
  url: string;
  event_types: string[];
  sources: string[];
  header_names: string[];
  rate: number | null;
  concurrency: number;
  timeout_ms: number;
  retry_schedule: number[];
  replay_webhook_id: "same" | "new";
  paused_at: Date | null;
  paused_reason: string | null;
  paused_by: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
};

export function selectDestinations(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT id, name, url, event_types, sources, header_names, rate, concurrency, timeout_ms, retry_schedule,
  replay_webhook_id, paused_at, paused_reason, paused_by, version, created_at, updated_at
FROM destinations WHERE deleted_at IS NULL AND ${condition} ORDER BY created_at, id`;
}

/** The rows with what each sent lately, has waiting and is spared from, in three reads however many they are. */
export async function readDestinationRows(condition: Prisma.Sql): Promise<DestinationRow[]> {
  const records = await readRows<DestinationRecord>(selectDestinations(condition));
  const [counts, breakers, hours] = await Promise.all([
    countByDestination(),
    readOpenBreakers(),
    readHours(records.map(({ id }) => id)),
  ]);
  const now = new Date();
  return records.map((record) =>
    toDestinationRow(
      record,
      {
        counts: counts.get(record.id) ?? NO_COUNTS,
        breaker: breakers.get(record.id) ?? CLOSED_BREAKER,
        hours: hours.get(record.id) ?? [],
      },
      now,
    ),
  );
}

type Health = { counts: DestinationCounts; breaker: BreakerState; hours: HealthHours };

function toDestinationRow(row: DestinationRecord, { counts, breaker, hours }: Health, now: Date): DestinationRow {
  const paused = row.paused_at !== null;
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    eventTypes: row.event_types,
    sources: row.sources,
    headerNames: row.header_names,
    rate: row.rate,
    concurrency: row.concurrency,
    timeoutMs: row.timeout_ms,
    retrySchedule: row.retry_schedule,
    replayWebhookId: row.replay_webhook_id,
    paused,
    pausedAt: row.paused_at?.toISOString() ?? null,
    pausedReason: row.paused_reason,
    pausedBy: row.paused_by,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    succeeded: counts.succeeded,
    failed: counts.failed,
    pending: counts.pending,
    held: counts.held,
    heldFor: counts.heldFor,
    oldestHeldAt: counts.oldestHeldAt,
    deadLettered: counts.deadLettered,
    oldestDeadLetterAt: counts.oldestDeadLetterAt,
    oldestPendingAt: counts.oldestPendingAt,
    health: breaker.state !== "closed" && !paused ? "failing" : judgeDestination({ paused, ...counts }, now),
    breaker,
    hours,
  };
}
