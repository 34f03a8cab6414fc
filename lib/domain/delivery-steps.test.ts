import { expect, test } from "vitest";
import { deliveryRow } from "#lib/testing/delivery-row.ts";
import type { AttemptRow, DeliveryDetail } from "./api/deliveries.ts";
import { deliverySteps } from "./delivery-steps.ts";

const AT = "2026-11-22T10:00:00.000Z";
const LATER = "2026-11-22T10:00:05.000Z";

const ATTEMPT: AttemptRow = {
  id: "a1",
  number: 1,
  trigger: "initial",
  actor: null,
  startedAt: LATER,
  finishedAt: LATER,
  outcome: "failed",
  statusCode: 503,
  durationMs: 840,
  url: "https://example.com",
  address: "192.0.2.1",
  error: { kind: "http_5xx", what: "The receiver failed with 503.", todo: "Look." },
  requestHeaders: [],
  responseHeaders: null,
  responseSnippet: null,
};

const DELIVERY: DeliveryDetail = {
  ...deliveryRow({ receivedAt: AT, createdAt: AT, nextAttemptAt: AT }),
  attempts: [],
  probeCount: 0,
  laterRetries: [5, 30],
  destinationPause: null,
  sourcePause: null,
  breaker: { state: "closed", openedAt: null, nextProbeAt: null, why: null, waiting: 0 },
};

const titles = (changes: Partial<DeliveryDetail>) =>
  deliverySteps({ ...DELIVERY, ...changes }).map(({ title, place }) => `${place}: ${title}`);

test("before anything was sent the first attempt is next, and what may follow is said", () => {
  expect(titles({})).toEqual([
    "past: Event received",
    "past: Stored, with a delivery to Ledger",
    "next: Attempt 1",
    "later: Given up",
  ]);
  expect(deliverySteps(DELIVERY).at(-1)?.detail).toBe("If that fails and so do 2 more retries over about 35 s.");
});

test("attempts stand in order, each with its answer, its cause and what went wrong", () => {
  const second = {
    ...ATTEMPT,
    id: "a2",
    number: 2,
    trigger: "manual",
    actor: "Ada",
    startedAt: "2026-11-22T11:00:00.000Z",
  };
  const steps = deliverySteps({
    ...DELIVERY,
    status: "dead_lettered",
    completedAt: LATER,
    explanation: "Given up after 2 attempts.",
    attempts: [second, ATTEMPT],
  });
  expect(steps.map(({ title }) => title).slice(2)).toEqual([
    "Attempt 1: 503 in 840 ms",
    "Attempt 2: 503 in 840 ms",
    "Given up",
  ]);
  expect(steps[3]?.detail).toBe("Because of a redelivery, by Ada. The receiver failed with 503.");
});

test("while the destination is spared nothing has a time, and why it waits is said", () => {
  const step = deliverySteps({ ...DELIVERY, reason: "breaker", explanation: "Waits: Ledger is failing." }).find(
    ({ place }) => place === "next",
  );
  expect(step).toMatchObject({ at: null, title: "Attempt 1 waits", detail: "Waits: Ledger is failing." });
});

test("a delivery that has ended has no step to come", () => {
  for (const status of ["succeeded", "dead_lettered", "canceled", "discarded"] as const) {
    expect(deliverySteps({ ...DELIVERY, status }).every(({ place }) => place === "past")).toBe(true);
  }
});

test("a replay's delivery says who replayed", () => {
  expect(titles({ replayId: "r1", trigger: "replay", triggeredBy: "Ada" })).toContain(
    "past: Delivery to Ledger made by a replay by Ada",
  );
});
