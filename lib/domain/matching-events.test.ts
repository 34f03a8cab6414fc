import { expect, test } from "vitest";
import { countMatching } from "./matching-events.ts";

const COUNTS = [
  { source: "asset", type: "PLAID_ACCOUNT_EXPIRED", count: 5 },
  { source: "asset", type: "TASK_REQUEST", count: 3 },
  { source: "abound", type: "users.updated", count: 2 },
];

test("no filter takes everything", () => {
  expect(countMatching(COUNTS, { eventTypes: [], sources: [] })).toEqual({ events: 10, total: 10 });
});

test("both filters must let an event through", () => {
  expect(countMatching(COUNTS, { eventTypes: ["PLAID_*", "users.*"], sources: ["asset"] })).toEqual({
    events: 5,
    total: 10,
  });
  expect(countMatching(COUNTS, { eventTypes: ["NOTHING"], sources: [] })).toEqual({ events: 0, total: 10 });
});
