import { expect, test } from "vitest";
import { type CandidateDestination, explainNotSent } from "./not-sent.ts";

const before = "2026-01-01T00:00:00.000Z";
const arrived = "2026-02-01T00:00:00.000Z";
const after = "2026-03-01T00:00:00.000Z";
const event = { type: "TASK_REQUEST", source: "asset", receivedAt: arrived, cameFromSignalbox: false };
const ledger: CandidateDestination = {
  id: "x1",
  name: "Ledger",
  eventTypes: [],
  sources: [],
  isPaused: false,
  createdAt: before,
  updatedAt: before,
};

const reason = (changes: Partial<CandidateDestination>, given = event) =>
  explainNotSent(given, [{ ...ledger, ...changes }], new Set())[0]?.reason;

test("a destination that got the event is not listed", () => {
  expect(explainNotSent(event, [ledger], new Set(["x1"]))).toEqual([]);
});

test.each([
  [{ eventTypes: ["PLAID_*"] }, "It takes only PLAID_*."],
  [{ sources: ["abound"] }, "It takes only events of abound."],
  [{ createdAt: after, updatedAt: after }, "It was created after this event arrived. Replay sends it there."],
  [{ updatedAt: after }, "It was changed after this event arrived and did not take it then. Replay sends it there."],
])("the reason is what decided: %o", (changes, text) => {
  expect(reason(changes)).toBe(text);
});

test("an event from another Signalbox is not passed on", () => {
  expect(reason({}, { ...event, cameFromSignalbox: true })).toContain("came from a Signalbox already");
});
