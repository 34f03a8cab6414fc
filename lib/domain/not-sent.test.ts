import { expect, test } from "vitest";
import { explainNotSent, type UnsentDestination } from "./not-sent.ts";

const arrived = "2026-02-01T00:00:00.000Z";
const event = { type: "TASK_REQUEST", source: "asset", storedAt: arrived, cameFromSignalbox: false };
const everything = { eventTypes: [], sources: [] };
const plaid = { eventTypes: ["PLAID_*"], sources: [] };
const ledger: UnsentDestination = {
  ...everything,
  id: "x1",
  name: "Ledger",
  createdAt: "2026-01-01T00:00:00.000Z",
  deletedAt: null,
  took: everything,
  rightAfter: null,
  knownSince: "2026-01-01T00:00:00.000Z",
};

const explain = (changes: Partial<UnsentDestination>, given = event) =>
  explainNotSent(given, [{ ...ledger, ...changes }])[0];

test.each<[Partial<UnsentDestination>, string]>([
  [{ ...plaid, took: plaid }, "It took only PLAID_* at that time, and still does."],
  [{ took: plaid }, "It took only PLAID_* at that time. Now it takes every event; a replay sends it there."],
  [
    { eventTypes: ["TASK_*"], sources: ["asset"], took: plaid },
    "It took only PLAID_* at that time. Now it takes TASK_* of asset; a replay sends it there.",
  ],
  [{ eventTypes: ["BUSINESS_*"], took: plaid }, "It took only PLAID_* at that time. Now it takes only BUSINESS_*."],
  [
    { sources: ["abound"], took: { eventTypes: [], sources: ["abound"] } },
    "It took only events of abound at that time, and still does.",
  ],
  [
    { createdAt: "2026-02-04T00:00:00.000Z", took: null },
    "It did not exist yet; it was created 3 days later. A replay sends it there.",
  ],
  [
    { createdAt: "2026-02-01T00:00:00.400Z", took: null, ...plaid },
    "It did not exist yet; it was created less than a second later. Now it takes only PLAID_*.",
  ],
  [{ deletedAt: "2026-01-31T23:00:00.000Z" }, "It was deleted 1 hour before."],
  [{ deletedAt: "2026-02-02T00:00:00.000Z", took: plaid }, "It took only PLAID_* at that time. It was deleted since."],
  [
    { took: null, knownSince: "2026-11-23T08:00:00.000Z" },
    "What it took at that time is not known: its changes are recorded since 2026-11-23. A replay sends it there.",
  ],
  [
    { ...plaid, rightAfter: plaid },
    "It was changed while this event was being stored; from then on it took only PLAID_*. Now it takes only PLAID_*.",
  ],
  [{}, "It took such events at that time, yet no delivery was made. A replay sends it there."],
])("the reason is what decided when the event came: %o", (changes, reason) => {
  expect(explain(changes)?.reason).toBe(reason);
});

test("an event from another Signalbox is not passed on, whatever a destination takes", () => {
  expect(explain({ took: plaid }, { ...event, cameFromSignalbox: true })?.reason).toContain("came from a Signalbox");
});

test("whether a replay by filter would send it there is told beside the reason", () => {
  expect(explain({ took: plaid })).toMatchObject({ takesItNow: true, isDeleted: false });
  expect(explain({ ...plaid, took: plaid })).toMatchObject({ takesItNow: false });
  expect(explain({ deletedAt: "2026-03-01T00:00:00.000Z" })).toMatchObject({ takesItNow: false, isDeleted: true });
});
