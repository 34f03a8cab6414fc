import { describe, expect, test } from "vitest";
import type { AttemptError } from "./attempt-error.ts";
import { BreakerWindow, isCharged, nextSlowStart, probeDelayMs, probedDelaySeconds } from "./breaker.ts";

const failure: AttemptError = { kind: "http_5xx", status: 500, retryAfterSeconds: null };
const asking = (seconds: number): AttemptError => ({ kind: "rate_limited", status: 429, retryAfterSeconds: seconds });

/** One attempt a second, each of another delivery unless said otherwise; says after which of them it is too much. */
function opensAfter(errors: readonly (AttemptError | null)[], { deliveryId }: { deliveryId?: string } = {}): number[] {
  const window = new BreakerWindow();
  return errors.flatMap((error, index) => {
    const entry = { nowMs: index * 1000, deliveryId: deliveryId ?? `${index}`, error };
    return window.count(entry) ? [index + 1] : [];
  });
}

describe("a destination is spared", () => {
  test("after ten failures in a row, and not after nine", () => {
    expect(opensAfter(Array(9).fill(failure))).toEqual([]);
    expect(opensAfter(Array(10).fill(failure))).toEqual([10]);
  });

  test("not for one delivery alone, however often it fails", () => {
    expect(opensAfter(Array(50).fill(failure), { deliveryId: "poison" })).toEqual([]);
  });

  test("not while successes come between, unless seven in ten of at least twenty fail", () => {
    const halves = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? failure : null));
    expect(opensAfter(halves)).toEqual([]);
    const most = Array.from({ length: 20 }, (_, index) => (index % 4 === 0 ? null : failure));
    expect(opensAfter(most)).toEqual([20]);
    expect(opensAfter(most.slice(0, 19))).toEqual([]);
  });

  test("by what five minutes saw: older attempts are forgotten", () => {
    const window = new BreakerWindow();
    const count = (nowMs: number, error: AttemptError | null, id: number) =>
      window.count({ nowMs, deliveryId: `${id}`, error });
    for (let index = 0; index < 40; index += 1) count(index * 1000, null, index);
    const pattern = Array.from({ length: 20 }, (_, index) => (index % 4 === 0 ? null : failure));
    const opened = pattern.map((error, index) => count(400_000 + index * 1000, error, index));
    expect(opened.at(-1)).toBe(true);
  });

  test("for nothing that is our own fault, which does not speak for the receiver either", () => {
    const ours: AttemptError = { kind: "internal", detail: "no file handles" };
    expect(opensAfter([...Array(9).fill(failure), ...Array(20).fill(ours)])).toEqual([]);
    expect(opensAfter([...Array(9).fill(failure), ...Array(20).fill(ours), failure])).toEqual([30]);
    expect(isCharged({ kind: "unknown_outcome" })).toBe(false);
    expect(isCharged({ kind: "gone", status: 410 })).toBe(false);
  });

  const CHARGED: AttemptError[] = [
    { kind: "http_4xx", status: 404 },
    { kind: "rate_limited", status: 429, retryAfterSeconds: null },
    { kind: "tls", reason: "expired", detail: "" },
    { kind: "dns", reason: "not_found", host: "a.test" },
    { kind: "blocked_address", reason: "loopback", sentence: "" },
    { kind: "timeout", phase: "response", limitMs: 1 },
    { kind: "connect_refused", address: "192.0.2.1:443" },
    { kind: "reset", detail: "" },
    { kind: "redirect", status: 302, location: null },
  ];
  test.each(CHARGED)("for $kind", (error) => expect(opensAfter(Array(10).fill(error))).toEqual([10]));
});

describe("the next probe", () => {
  test("is after 5, 10, 20, 40 and then 60 s, a fifth more or less", () => {
    const delays = (random: number) =>
      [0, 1, 2, 3, 4, 5, 50].map((probes) => probeDelayMs({ probes, random, askedMs: 0 }));
    expect(delays(0.5)).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    expect(delays(0)[0]).toBe(4000);
    expect(delays(0.999)[0]).toBeLessThanOrEqual(6000);
  });

  test("is no sooner than the receiver asked, within an hour", () => {
    const window = new BreakerWindow();
    window.count({ nowMs: 0, deliveryId: "1", error: asking(120) });
    window.count({ nowMs: 10_000, deliveryId: "2", error: asking(5) });
    expect(window.askedMs(20_000)).toBe(100_000);
    expect(probeDelayMs({ probes: 0, random: 0.5, askedMs: window.askedMs(20_000) })).toBe(100_000);
    window.count({ nowMs: 20_000, deliveryId: "3", error: asking(99_999_999) });
    expect(window.askedMs(20_000)).toBe(3_600_000);
    window.count({ nowMs: 21_000, deliveryId: "4", error: null });
    expect(window.askedMs(21_000)).toBe(0);
  });
});

test("a failed probe waits as long as its schedule says, up to five minutes, and never ends the schedule", () => {
  const schedule = [5, 30, 300, 1800, 86_400];
  expect([0, 1, 4, 9].map((counted) => probedDelaySeconds(schedule, counted))).toEqual([5, 30, 300, 300]);
  expect(probedDelaySeconds([], 0)).toBe(300);
});

test("after a recovery one more is sent at a time for each success, and one after a failure", () => {
  expect([nextSlowStart(1, true), nextSlowStart(7, true), nextSlowStart(7, false)]).toEqual([2, 8, 1]);
});
