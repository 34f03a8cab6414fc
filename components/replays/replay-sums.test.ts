import { expect, test } from "vitest";
import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import { longestSeconds, type ReplayOptions, sendCount, sumCounts } from "./replay-sums.ts";

const LEDGER: ReplayPreviewTarget = {
  id: "d1",
  name: "Ledger",
  events: 1284,
  deliveredBefore: 1102,
  failed: 170,
  neverAttempted: 12,
  onTheWay: 0,
  superseded: 96,
  supersededUndelivered: 20,
  toSend: 182,
  seconds: 1,
  warnings: [],
};
const WAREHOUSE: ReplayPreviewTarget = { ...LEDGER, id: "d2", deliveredBefore: 980, failed: 292, toSend: 304 };
const OPTIONS: ReplayOptions = { skipDelivered: true, skipSuperseded: false, rate: 50 };

test("with the options of the preview the sum is what the preview says", () => {
  expect(sendCount(LEDGER, OPTIONS)).toEqual({ count: LEDGER.toSend, isAtMost: false });
  expect(sumCounts([LEDGER, WAREHOUSE].map((target) => sendCount(target, OPTIONS)))).toEqual({
    count: 486,
    isAtMost: false,
  });
});

test("other options change the sum without another preview", () => {
  expect(sendCount(LEDGER, { ...OPTIONS, skipDelivered: false }).count).toBe(1284);
  expect(sendCount(LEDGER, { ...OPTIONS, skipSuperseded: true }).count).toBe(162);
  expect(sendCount(LEDGER, { ...OPTIONS, skipDelivered: false, skipSuperseded: true }).count).toBe(1188);
});

test("superseded ones that could not be counted make the sum a limit", () => {
  const many = { ...LEDGER, superseded: null, supersededUndelivered: null };
  expect(sendCount(many, { ...OPTIONS, skipSuperseded: true })).toEqual({ count: 182, isAtMost: true });
  expect(sendCount(many, OPTIONS)).toEqual({ count: 182, isAtMost: false });
  expect(sumCounts([sendCount(LEDGER, OPTIONS), { count: 5, isAtMost: true }])).toEqual({ count: 187, isAtMost: true });
});

test("the rate is per destination, so the fullest one takes longest", () => {
  expect(longestSeconds([LEDGER, WAREHOUSE], OPTIONS)).toBe(7);
  expect(longestSeconds([LEDGER, WAREHOUSE], { ...OPTIONS, skipDelivered: false })).toBe(26);
});

test("a destination that is slower than the rate decides; without a rate it is all there is to go by", () => {
  const slow = { ...LEDGER, seconds: 92 };
  expect(longestSeconds([slow, WAREHOUSE], OPTIONS)).toBe(91);
  expect(longestSeconds([slow], { ...OPTIONS, rate: null })).toBe(91);
  expect(longestSeconds([{ ...LEDGER, seconds: null }], { ...OPTIONS, rate: null })).toBeNull();
});
