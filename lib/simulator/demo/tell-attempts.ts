import { newIdAt } from "#lib/platform/ids.ts";
import type { HeldDelivery, PastAttempt, PastDelivery } from "./past-delivery.ts";

/** A past delivery as it is written down: attempts with the headers they were sent with and what came back. */
export function tellAttempts({ attempts, ...delivery }: PastDelivery, url: string) {
  const { id, status, nextAttemptAt } = delivery;
  return { id, status, nextAttemptAt, attempts: attempts.map((attempt) => tell(attempt, delivery, url)) };
}

function tell(attempt: PastAttempt, delivery: HeldDelivery, url: string) {
  const { number, trigger, startedAt, durationMs, statusCode, error } = attempt;
  const hasAnswer = statusCode !== null;
  return {
    id: newIdAt(startedAt),
    number,
    trigger,
    startedAt,
    durationMs,
    statusCode,
    url,
    outcomeCode: error?.kind ?? "succeeded",
    errorJson: error === null ? null : JSON.stringify(error),
    requestHeadersJson: JSON.stringify(requestHeaders(attempt, delivery)),
    responseHeadersJson: hasAnswer ? JSON.stringify(responseHeaders(attempt)) : null,
    responseSnippet: hasAnswer ? Buffer.from(answer(statusCode), "utf8") : null,
  };
}

function requestHeaders({ number, startedAt }: PastAttempt, delivery: HeldDelivery): [string, string][] {
  return [
    ["content-type", "application/json"],
    ["webhook-id", delivery.eventId],
    ["webhook-timestamp", String(Math.floor(startedAt.getTime() / 1000))],
    ["signalbox-source", delivery.source],
    ["signalbox-event-type", delivery.eventType],
    ["signalbox-received-at", delivery.receivedAt.toISOString()],
    ["signalbox-flags", "simulated"],
    ["signalbox-attempt", String(number)],
    ["signalbox-hop", "1"],
  ];
}

function responseHeaders({ startedAt, error }: PastAttempt): [string, string][] {
  const retryAfter: [string, string][] = error?.kind === "rate_limited" ? [["retry-after", "2"]] : [];
  return [["content-type", "application/json"], ["date", startedAt.toUTCString()], ...retryAfter];
}

function answer(status: number): string {
  const known: Readonly<Record<number, string>> = {
    200: '{"accepted":true}',
    422: '{"error":"unknown business"}',
    429: '{"error":"slow down"}',
    502: "<html><body><h1>502 Bad Gateway</h1></body></html>",
    503: '{"error":"database is read-only during maintenance"}',
  };
  return known[status] ?? "";
}
