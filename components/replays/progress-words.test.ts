import { expect, test } from "vitest";
import { cancelText, progressText, unsentText } from "./progress-words.ts";
import { fixedFilter } from "./replay-filter.ts";

const HALF = {
  status: "running" as const,
  total: 1284,
  processed: 640,
  succeeded: 637,
  failed: 3,
  skipped: 0,
  untouched: 600,
  secondsLeft: 13,
};

test("progress says what is done, what is not begun, and how long it takes", () => {
  expect(progressText(HALF)).toBe("640 of 1,284 done: 637 succeeded, 3 failed. 600 not begun. About 13 s left.");
  expect(progressText({ ...HALF, secondsLeft: null })).toBe(
    "640 of 1,284 done: 637 succeeded, 3 failed. 600 not begun.",
  );
  expect(progressText({ ...HALF, status: "queued", total: 0 })).toBe("Its events are being selected.");
});

test("the end says how many were left out, and after a cancel what will not be sent", () => {
  const ended = { ...HALF, processed: 1284, succeeded: 1270, failed: 4, skipped: 10, untouched: 0, secondsLeft: null };
  expect(progressText({ ...ended, status: "completed" })).toBe(
    "1,284 of 1,284 done: 1,270 succeeded, 4 failed, 10 skipped.",
  );
  const canceled = { ...HALF, status: "canceled" as const, processed: 684, skipped: 44, secondsLeft: null };
  expect(progressText(canceled)).toBe("684 of 1,284 done: 637 succeeded, 3 failed, 44 skipped. 600 will not be sent.");
  expect(unsentText(canceled)).toBe("644 deliveries were not sent.");
  expect(unsentText(ended)).toBe("10 deliveries were not sent.");
  expect(unsentText({ ...ended, skipped: 0 })).toBeNull();
});

test("a cancel says what stays and what will not happen", () => {
  expect(cancelText(HALF)).toBe("640 sent and stay sent; 644 will not be sent.");
  expect(cancelText({ ...HALF, status: "queued" })).toBe("Nothing was sent yet, and nothing will be.");
});

test("the filter of a replay means the same events whenever it is looked at", () => {
  const replay = { upTo: "2026-11-19T16:30:00.000Z", createdAt: "2026-11-19T16:31:00.000Z" };
  expect(fixedFilter({ ...replay, filter: { type: "A", from: "-1h" } })).toEqual({
    type: "A",
    from: "2026-11-19T15:30:00.000Z",
    to: "2026-11-19T16:30:00.000Z",
  });
  expect(fixedFilter({ ...replay, filter: { to: "2026-11-18" } })).toEqual({ to: "2026-11-18T00:00:00.000Z" });
  expect(fixedFilter({ ...replay, filter: null })).toBeNull();
});
