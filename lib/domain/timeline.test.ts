import { expect, test } from "vitest";
import { deliveryRow } from "#lib/testing/delivery-row.ts";
import type { AttemptRow } from "./api/deliveries.ts";
import { buildTimeline, type TimelineInput } from "./timeline.ts";

const event: TimelineInput["event"] = {
  occurredAt: "2026-01-31T09:00:00.000Z",
  occurredAtText: "2026-01-31T09:00:00Z",
  receivedAt: "2026-01-31T09:00:05.000Z",
  door: "receiver",
  verification: { scheme: "rsa-sha256", via: "python", key: "3f9c" },
};

const delivery = deliveryRow({
  status: "retry_scheduled",
  explanation: "The last attempt failed; another one is scheduled.",
  receivedAt: event.receivedAt,
  createdAt: event.receivedAt,
  attemptCount: 1,
  maxAttempts: 11,
  nextAttemptAt: "2026-01-31T09:00:40.000Z",
  lastAttemptAt: "2026-01-31T09:00:06.000Z",
  lastOutcome: "http_5xx",
  lastStatusCode: 503,
});

const attempt: AttemptRow & { deliveryId: string } = {
  id: "a1",
  deliveryId: "d1",
  number: 1,
  trigger: "initial",
  actor: null,
  startedAt: "2026-01-31T09:00:06.000Z",
  finishedAt: "2026-01-31T09:00:06.840Z",
  outcome: "failed",
  statusCode: 503,
  durationMs: 840,
  url: "https://example.com",
  address: null,
  error: { kind: "http_5xx", what: "The receiver failed with 503.", todo: "" },
  requestHeaders: [],
  responseHeaders: null,
  responseSnippet: null,
};

const input: TimelineInput = { event, deliveries: [delivery], attempts: [attempt], notSent: [], duplicatesAt: [] };
const titles = (given: TimelineInput) => buildTimeline(given).map((entry) => entry.title);

test("the steps stand in the order in which they happened, and the next attempt last", () => {
  expect(titles(input)).toEqual([
    "Occurred",
    "Received",
    "Signature verified",
    "Stored",
    "Ledger: 503 in 840 ms",
    "Ledger: attempt 2 of 11",
  ]);
  expect(buildTimeline(input).at(-1)).toMatchObject({ isNext: true, at: "2026-01-31T09:00:40.000Z", deliveryId: "d1" });
});

test("an event without a readable time says so and keeps its place", () => {
  const entries = buildTimeline({ ...input, event: { ...event, occurredAt: null, occurredAtText: "<now>" } });
  expect(entries[0]).toMatchObject({ at: null, detail: 'The provider\'s time "<now>" could not be read.' });
});

test("a duplicate stands at the time of its arrival", () => {
  const at = "2026-01-31T09:00:05.500Z";
  expect(titles({ ...input, duplicatesAt: [at] })[4]).toBe("The same webhook arrived again");
});

test("a dead letter ends with the words that it was given up, and has no next attempt", () => {
  const ended = {
    ...delivery,
    status: "dead_lettered" as const,
    nextAttemptAt: null,
    completedAt: "2026-01-31T10:00:00.000Z",
  };
  const last = buildTimeline({ ...input, deliveries: [ended] }).at(-1);
  expect(last).toMatchObject({ title: "Ledger: given up", tone: "bad", isNext: false });
});

test("a replay is told with who asked for it", () => {
  const replayed = {
    ...delivery,
    replayId: "01937c3e-8f2a-7b11-9c44-5d3f0a6b0003",
    trigger: "replay",
    triggeredBy: "ada@example.com",
    createdAt: "2026-02-01T00:00:00.000Z",
  };
  expect(titles({ ...input, deliveries: [replayed] })).toContain("Ledger: replayed by ada@example.com");
});

test("an automatic retry does not look like a delivery that somebody asked for", () => {
  const retried = { ...delivery, trigger: "automatic", createdAt: "2026-02-01T00:00:00.000Z" };
  expect(buildTimeline({ ...input, deliveries: [retried] }).map((entry) => entry.kind)).not.toContain(
    "delivery_created",
  );
});

test("a destination that got nothing is named with the reason", () => {
  const notSent = [
    {
      destinationId: "x2",
      destination: "Warehouse",
      reason: "It took only PLAID_* at that time.",
      isDeleted: false,
      takesItNow: false,
    },
  ];
  const last = buildTimeline({ ...input, notSent }).at(-1);
  expect(last).toMatchObject({ kind: "not_sent", title: "Warehouse: not sent", detail: notSent[0]?.reason });
});
