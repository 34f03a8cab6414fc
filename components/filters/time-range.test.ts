import { expect, test } from "vitest";
import { describeTimeRange } from "./time-range.ts";

test.each([
  [{ from: "-24h", to: null }, "last 24 hours"],
  [{ from: "-3h", to: null }, "since 3h ago"],
  [{ from: "2026-01-31T09:00:00Z", to: null }, "since 2026-01-31 09:00"],
  [{ from: null, to: "2026-01-31T09:00:00Z" }, "until 2026-01-31 09:00"],
  [{ from: "2026-01-31T09:00:00Z", to: "2026-01-31T10:30:00Z" }, "2026-01-31 09:00 – 2026-01-31 10:30"],
])("%o is described as %s", (range, text) => {
  expect(describeTimeRange(range)).toBe(text);
});
