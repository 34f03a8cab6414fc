import { expect, test } from "vitest";
import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import type { ReplayScope } from "./replay-scope.ts";
import { type ReplayOptions, sendCount, sumCounts } from "./replay-sums.ts";
import { listNames, nothingToSend, replayTitle, sendLabel, spanText } from "./replay-words.ts";

const FILTER: ReplayScope = { events: { kind: "filter", filter: { type: "PLAID_*" } } };
const ONE: ReplayScope = { events: { kind: "chosen", ids: ["e1"] }, eventType: "TASK_REQUEST" };
const UNDELIVERED: ReplayOptions = { skipDelivered: true, skipSuperseded: false, rate: 50 };

function target(counts: Partial<ReplayPreviewTarget>): ReplayPreviewTarget {
  const none = { events: 0, deliveredBefore: 0, failed: 0, neverAttempted: 0, onTheWay: 0, toSend: 0 };
  return {
    id: "d1",
    name: "Ledger",
    superseded: 0,
    supersededUndelivered: 0,
    seconds: 1,
    warnings: [],
    ...none,
    ...counts,
  };
}

function problemOf(targets: readonly ReplayPreviewTarget[], options: ReplayOptions, chosen = targets) {
  return nothingToSend({ targets, chosen, options, total: sumCounts(chosen.map((each) => sendCount(each, options))) });
}

test("the title says how many events go where, and does not guess before they are counted", () => {
  expect(replayTitle(FILTER, 1284, ["Ledger", "Warehouse"])).toBe("Replay 1,284 events to Ledger and Warehouse");
  expect(replayTitle(FILTER, 1, ["Ledger"])).toBe("Replay 1 event to Ledger");
  expect(replayTitle(FILTER, null, null)).toBe("Replay events");
  expect(replayTitle({ events: { kind: "chosen", ids: ["a", "b"] } }, null, null)).toBe("Replay 2 events");
  expect(replayTitle(ONE, 1, ["Ledger"])).toBe("Replay TASK_REQUEST to Ledger");
});

test("destinations are named up to three and counted beyond", () => {
  expect(listNames([])).toBe("no destination");
  expect(listNames(["A", "B", "C"])).toBe("A, B and C");
  expect(listNames(["A", "B", "C", "D"])).toBe("4 destinations");
});

test("the button counts, and says where the number is only a limit", () => {
  expect(sendLabel({ count: 486, isAtMost: false })).toBe("Send 486 deliveries");
  expect(sendLabel({ count: 1, isAtMost: false })).toBe("Send 1 delivery");
  expect(sendLabel({ count: 50_000, isAtMost: true })).toBe("Send up to 50,000 deliveries");
});

test("nothing to send says why and what would change that", () => {
  const delivered = target({ events: 1284, deliveredBefore: 1284 });
  expect(problemOf([delivered], UNDELIVERED)).toBe(
    "All 1,284 were delivered before. Take “Only what was not delivered yet” away to send again.",
  );
  expect(problemOf([delivered], { ...UNDELIVERED, skipDelivered: false })).toBeNull();
  expect(problemOf([], UNDELIVERED)).toBe("No destination takes these events.");
  expect(problemOf([delivered], UNDELIVERED, [])).toBe("Choose at least one destination.");
  expect(problemOf([target({})], UNDELIVERED)).toBe("There is no event to send.");
  const old = target({ events: 3, failed: 3, superseded: 3, supersededUndelivered: 3 });
  expect(problemOf([old], { ...UNDELIVERED, skipSuperseded: true })).toMatch(/superseded/);
});

test("a span has two units at most", () => {
  expect(spanText(6.2)).toBe("7 s");
  expect(spanText(60)).toBe("1 m");
  expect(spanText(125)).toBe("2 m 5 s");
  expect(spanText(119.6)).toBe("2 m");
  expect(spanText(11_400)).toBe("3 h 10 m");
});
