import { expect, test } from "vitest";
import { createRandom } from "#lib/simulator/random.ts";
import { after, HOUR_MS, MINUTE_MS } from "./moments.ts";
import type { HeldDelivery } from "./past-delivery.ts";
import { planDelivery } from "./plan-deliveries.ts";

const END = new Date("2026-03-31T18:00:00Z");
const SCHEDULE = [30, 120, 600];
const QUIET = { retrySchedule: SCHEDULE, incident: null, failingSince: null, endAt: END };

function held(receivedAt: Date): HeldDelivery {
  return { id: "d", eventId: "e", eventType: "TASK_REQUEST", source: "demo-asset", receivedAt };
}

test("what outlasts the retry schedule is dead-lettered, one attempt more than there are delays", () => {
  const from = after(END, -9 * HOUR_MS);
  const story = { ...QUIET, incident: { from, to: after(from, 8 * HOUR_MS) } };
  const told = planDelivery(held(after(from, MINUTE_MS)), story, createRandom("a"));
  expect(told).toMatchObject({ status: "dead_lettered", nextAttemptAt: null });
  expect(told.attempts.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(told.attempts.every(({ error }) => error !== null)).toBe(true);
});

test("what still fails at the end waits for its next attempt, which lies ahead", () => {
  const receivedAt = after(END, -5 * MINUTE_MS);
  const told = planDelivery(held(receivedAt), { ...QUIET, failingSince: receivedAt }, createRandom("b"));
  expect(told.status).toBe("retry_scheduled");
  expect(told.nextAttemptAt?.getTime()).toBeGreaterThanOrEqual(END.getTime());
});

test("most deliveries arrive at the first attempt", () => {
  const random = createRandom("c");
  const told = Array.from({ length: 500 }, () => planDelivery(held(after(END, -20 * HOUR_MS)), QUIET, random));
  expect(told.filter(({ attempts }) => attempts.length === 1).length).toBeGreaterThan(470);
});
