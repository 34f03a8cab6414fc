import { expect, test } from "vitest";
import { cancelWords, type NothingToSend, whyNothingToSend } from "./replay-words.ts";

const FOUND: NothingToSend = {
  isFilter: true,
  selected: 50_000,
  withoutPayload: 0,
  destinations: 2,
  pairs: 50_000,
  deliveredBefore: 0,
  skipDelivered: true,
};

test.each([
  [{ selected: 0 }, "No event matches this filter."],
  [{ withoutPayload: 50_000 }, "The payloads of all 50,000 events were deleted, so nothing can be sent again."],
  [{ destinations: 0, pairs: 0 }, "There is no destination to send it to; create one first."],
  [{ pairs: 0 }, "No destination takes any of these 50,000 events. Choose one, or widen its filter."],
  [{ pairs: 0, selected: 1 }, "No destination takes this event. Choose one, or widen its filter."],
  [{ deliveredBefore: 50_000 }, "All 50,000 were delivered before; send them again with skipDelivered=false."],
  [{ pairs: 1, deliveredBefore: 1 }, "It was delivered before; send it again with skipDelivered=false."],
  [
    { deliveredBefore: 7 },
    "7 events arrived before, and the others are superseded by newer events of the same subject; send them with skipSuperseded=false.",
  ],
])("a replay with nothing to send says why: %j", (found, words) => {
  expect(whyNothingToSend({ ...FOUND, ...found })).toBe(words);
});

test("a cancel says what stays", () => {
  expect(cancelWords(640, 644)).toBe("640 sent and stay sent; 644 will not be sent.");
  expect(cancelWords(1, 12_000)).toBe("1 sent and stays sent; 12,000 will not be sent.");
  expect(cancelWords(0, 5)).toBe("Nothing was sent; 5 will not be sent.");
  expect(cancelWords(0, 0)).toBe("Nothing was sent, and nothing will be.");
});
