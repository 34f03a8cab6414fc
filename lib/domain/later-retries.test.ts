import { expect, test } from "vitest";
import { laterRetries } from "./later-retries.ts";

const SCHEDULE = [5, 30, 300];

test("before the first attempt every retry may still follow", () => {
  expect(laterRetries("pending", 0, SCHEDULE)).toEqual([5, 30, 300]);
  expect(laterRetries("in_progress", 1, SCHEDULE)).toEqual([5, 30, 300]);
});

test("the retry that is scheduled is next and not among the later ones", () => {
  expect(laterRetries("retry_scheduled", 1, SCHEDULE)).toEqual([30, 300]);
  expect(laterRetries("in_progress", 2, SCHEDULE)).toEqual([30, 300]);
});

test("after the schedule is spent, and once a delivery has ended, none follows", () => {
  expect(laterRetries("pending", 4, SCHEDULE)).toEqual([]);
  expect(laterRetries("in_progress", 4, SCHEDULE)).toEqual([]);
  for (const status of ["succeeded", "dead_lettered", "canceled", "discarded"] as const) {
    expect(laterRetries(status, 1, SCHEDULE)).toEqual([]);
  }
});
