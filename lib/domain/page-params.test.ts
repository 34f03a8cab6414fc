import { expect, test } from "vitest";
import { hasFilters, toUrlParams } from "./page-params.ts";

test("a repeated parameter stays repeated, so that the strict parser can refuse it", () => {
  expect(toUrlParams({ type: ["a", "b"], source: undefined, q: "x" }).toString()).toBe("type=a&type=b&q=x");
});

test("a cursor, a limit or an order alone does not narrow a list", () => {
  expect(hasFilters(new URLSearchParams("cursor=x&limit=5&sort=since"))).toBe(false);
  expect(hasFilters(new URLSearchParams("cursor=x&type=PLAID_*"))).toBe(true);
});
