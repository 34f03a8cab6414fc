import { expect, test } from "vitest";
import { pathId } from "./path-id.ts";

test("an id comes out of a path as the provider wrote it", () => {
  expect(pathId("biz_Pk2f")).toBe("biz_Pk2f");
  expect(pathId(encodeURIComponent("a/b c:d"))).toBe("a/b c:d");
});

test("text that is not percent-encoded stays as it is", () => {
  expect(pathId("100%")).toBe("100%");
});
