import { expect, test } from "vitest";
import { deliveredShare } from "./delivered-share.ts";

test("a single failure among many is never rounded up to 100 %", () => {
  expect(deliveredShare({ succeeded: 999_999, failed: 1 })).toBe("99.9 % of 1,000,000");
});

test("only no failure at all is 100 %", () => {
  expect(deliveredShare({ succeeded: 12, failed: 0 })).toBe("100 % of 12");
  expect(deliveredShare({ succeeded: 0, failed: 0 })).toBe("no attempts");
});
