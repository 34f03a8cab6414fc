import type { ClaimedDelivery } from "#lib/db/claim-deliveries.ts";
import type { CompletedAttempt } from "#lib/db/complete-deliveries.ts";
import type { AttemptError } from "#lib/domain/attempt-error.ts";
import { probedDelaySeconds } from "#lib/domain/breaker.ts";
import { nextRetryDelayMs } from "#lib/domain/retry-schedule.ts";
import { encodeAttemptError } from "#lib/domain/stored-attempt-error.ts";
import { newId } from "#lib/platform/ids.ts";
import type { Attempt } from "./deliver.ts";

type Settling = {
  delivery: ClaimedDelivery;
  attempt: Attempt;
  delaysSeconds: readonly number[];
  /** In [0, 1): spreads retries that failed together. */
  random: number;
  /** It was sent to find out whether a spared destination is back, which its schedule does not count. */
  isProbe: boolean;
};

export type SettledAttempt = Omit<CompletedAttempt, "startedAgoMs">;

/** What to record about an attempt, and what becomes of its delivery. */
export function settleAttempt(settling: Settling): SettledAttempt {
  const { delivery, attempt } = settling;
  const { outcome } = attempt;
  const error = outcome.kind === "failed" ? outcome.error : null;
  const retryInMs = error && retryDelay(error, settling);
  const { response } = outcome;
  return {
    attemptId: newId(),
    deliveryId: delivery.id,
    eventId: delivery.eventId,
    destinationId: delivery.destinationId,
    fence: delivery.fence,
    number: delivery.attempt,
    trigger: delivery.trigger,
    actor: delivery.triggeredBy,
    next: error === null ? "succeeded" : retryInMs === null ? "dead_lettered" : "retry_scheduled",
    retryInMs: retryInMs ?? 0,
    outcome: outcome.kind,
    outcomeCode: error?.kind ?? "succeeded",
    statusCode: response?.status ?? null,
    error: error && storable(encodeAttemptError(error)),
    durationMs: outcome.durationMs,
    url: attempt.url,
    address: outcome.address,
    requestHeadersJson: storable(JSON.stringify(attempt.requestHeaders)),
    responseHeadersJson: response && storable(JSON.stringify(Object.entries(response.headers))),
    responseSnippet: response?.snippet ?? null,
  };
}

function retryDelay(error: AttemptError, { delivery, delaysSeconds, random, isProbe }: Settling): number | null {
  const retryAfterSeconds = "retryAfterSeconds" in error ? error.retryAfterSeconds : null;
  const counted = delivery.attempt - delivery.probes;
  if (!isProbe) return nextRetryDelayMs({ delaysSeconds, attempts: counted, random, retryAfterSeconds });
  const probed = [probedDelaySeconds(delaysSeconds, counted)];
  return nextRetryDelayMs({ delaysSeconds: probed, attempts: 1, random, retryAfterSeconds });
}

// PostgreSQL keeps no NUL in text or jsonb; in JSON text it can only stand as this escape.
function storable(json: string): string {
  return json.replaceAll("\\u0000", "\\ufffd");
}
