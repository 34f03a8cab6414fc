import { Prisma } from "#lib/db/generated/client.ts";
import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import { type DeliveryCircumstances, explainDelivery } from "#lib/domain/delivery-explanation.ts";
import type { DeliveryStatus } from "#lib/domain/delivery-status.ts";
import type { Environment } from "#lib/domain/environment.ts";

/** A row of deliveries beside its event, source and destination, as the database returns it. */
export type DeliveryRecord = {
  id: string;
  event_id: string;
  event_type: string;
  slug: string;
  source_name: string;
  environment: Environment;
  source_status: "enabled" | "paused" | "disabled";
  status_reason: string | null;
  status_changed_by: string | null;
  destination_id: string;
  destination_name: string;
  is_destination_deleted: boolean;
  paused_at: Date | null;
  paused_by: string | null;
  paused_reason: string | null;
  breaker_state: string | null;
  opened_at: Date | null;
  next_probe_at: Date | null;
  breaker_error: string | null;
  max_attempts: number;
  replay_id: string | null;
  status: DeliveryStatus;
  reason: string | null;
  trigger: string;
  triggered_by: string | null;
  webhook_id: string;
  received_at: Date;
  created_at: Date;
  updated_at: Date;
  attempt_count: number;
  next_attempt_at: Date;
  last_attempt_at: Date | null;
  last_outcome: string | null;
  last_status_code: number | null;
  completed_at: Date | null;
};

/** Adds what a list shows to the few deliveries that `page` selects. */
export function withEventAndDestination(page: Prisma.Sql, order: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT d.id, d.event_id, e.type AS event_type, s.slug, s.name AS source_name, s.environment, d.destination_id,
  s.status AS source_status, s.status_reason, s.status_changed_by, x.paused_at, x.paused_by, x.paused_reason,
  k.state AS breaker_state, k.opened_at, k.next_probe_at, k.error AS breaker_error, d.updated_at,
  x.name AS destination_name, x.deleted_at IS NOT NULL AS is_destination_deleted,
  coalesce(cardinality(x.retry_schedule), 0) + 1 AS max_attempts, d.replay_id, d.status, d.reason, d.trigger,
  d.triggered_by, d.webhook_id, d.received_at, d.created_at, d.attempt_count, d.next_attempt_at, d.last_attempt_at,
  d.last_outcome, d.last_status_code, d.completed_at
FROM (${page}) AS d
JOIN events e ON e.id = d.event_id
JOIN sources s ON s.id = d.source_id
JOIN destinations x ON x.id = d.destination_id
LEFT JOIN destination_breakers k ON k.destination_id = d.destination_id AND k.state <> 'closed'
ORDER BY ${order}`;
}

export function toDeliveryRow(row: DeliveryRecord): DeliveryRow {
  const isScheduled = row.status === "pending" || row.status === "retry_scheduled";
  return {
    id: row.id,
    eventId: row.event_id,
    eventType: row.event_type,
    source: row.slug,
    sourceName: row.source_name,
    environment: row.environment,
    destinationId: row.destination_id,
    destination: row.destination_name,
    isDestinationDeleted: row.is_destination_deleted,
    replayId: row.replay_id,
    status: row.status,
    ...explainDelivery(circumstancesOf(row)),
    trigger: row.trigger,
    triggeredBy: row.triggered_by,
    webhookId: row.webhook_id,
    receivedAt: row.received_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    attemptCount: row.attempt_count,
    maxAttempts: row.max_attempts,
    nextAttemptAt: isScheduled ? row.next_attempt_at.toISOString() : null,
    lastAttemptAt: row.last_attempt_at?.toISOString() ?? null,
    lastOutcome: row.last_outcome,
    lastStatusCode: row.last_status_code,
    completedAt: row.completed_at?.toISOString() ?? null,
  };
}

function circumstancesOf(row: DeliveryRecord): DeliveryCircumstances {
  const source = { by: row.status_changed_by, because: row.status_reason };
  const pause = row.paused_at === null ? null : { by: row.paused_by, because: row.paused_reason };
  return {
    status: row.status,
    reason: row.reason,
    triggeredBy: row.triggered_by,
    attemptCount: row.attempt_count,
    source: { name: row.source_name, status: row.source_status, ...source },
    destination: { name: row.destination_name, pause, breaker: breakerOf(row) },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    lastAttemptAt: row.last_attempt_at?.toISOString() ?? null,
    completedAt: row.completed_at?.toISOString() ?? null,
  };
}

function breakerOf(row: DeliveryRecord): DeliveryCircumstances["destination"]["breaker"] {
  if (row.breaker_state === null) return null;
  return {
    openedAt: row.opened_at?.toISOString() ?? null,
    nextProbeAt: row.next_probe_at?.toISOString() ?? null,
    error: row.breaker_error,
  };
}
