import { expect, test } from "vitest";
import { maskHeaders } from "./mask-headers.ts";

test("credentials and shared headers lose their values, in any case, and keep their names", () => {
  const headers = [
    ["Authorization", "Bearer x"],
    ["COOKIE", "a=b"],
    ["X-Shared", "secret"],
    ["asset-id", "1"],
  ] as const;
  expect(maskHeaders(headers, ["x-shared"])).toEqual([
    ["Authorization", "[masked]"],
    ["COOKIE", "[masked]"],
    ["X-Shared", "[masked]"],
    ["asset-id", "1"],
  ]);
});
