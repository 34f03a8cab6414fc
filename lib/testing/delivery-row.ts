import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";

/** A delivery of a task event to Ledger, due for the first time, unless changed. */
export function deliveryRow(changes: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    id: "d1",
    eventId: "e1",
    eventType: "TASK_REQUEST",
    source: "asset",
    sourceName: "Asset",
    environment: "production",
    destinationId: "x1",
    destination: "Ledger",
    isDestinationDeleted: false,
    replayId: null,
    status: "pending",
    reason: null,
    since: null,
    explanation: "Waiting for its first attempt.",
    trigger: "initial",
    triggeredBy: null,
    webhookId: "e1",
    receivedAt: "2026-11-22T10:00:00.000Z",
    createdAt: "2026-11-22T10:00:00.000Z",
    attemptCount: 0,
    maxAttempts: 3,
    nextAttemptAt: "2026-11-22T10:00:00.000Z",
    lastAttemptAt: null,
    lastOutcome: null,
    lastStatusCode: null,
    completedAt: null,
    ...changes,
  };
}
