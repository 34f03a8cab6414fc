import type { CompletedAttempt } from "#lib/db/complete-deliveries.ts";
import { newId } from "#lib/platform/ids.ts";

/** A recorded success of a claimed delivery, unless changed. */
export function completedAttempt(
  delivery: { id: string; fence: number; eventId: string; destinationId: string },
  changes: Partial<CompletedAttempt> = {},
): CompletedAttempt {
  return {
    attemptId: newId(),
    deliveryId: delivery.id,
    eventId: delivery.eventId,
    destinationId: delivery.destinationId,
    fence: delivery.fence,
    number: 1,
    trigger: "initial",
    actor: null,
    next: "succeeded",
    retryInMs: 0,
    outcome: "succeeded",
    outcomeCode: "succeeded",
    statusCode: 204,
    error: null,
    startedAgoMs: 20,
    durationMs: 12.4,
    url: "https://sink.test/",
    address: "192.0.2.1:443",
    requestHeadersJson: "[]",
    responseHeadersJson: "[]",
    responseSnippet: Buffer.from("ok"),
    ...changes,
  };
}
