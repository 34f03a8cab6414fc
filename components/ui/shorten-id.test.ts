import { expect, test } from "vitest";
import { shortenId } from "./shorten-id.ts";

test("a prefix survives the shortening, and so do both ends of the id", () => {
  expect(shortenId("biz_Pk2fNFDd8wj7EFeLWJywc7")).toBe("biz_Pk2f…ywc7");
  expect(shortenId("01937c3e-8f2a-7b11-9c44-5d3f0a6b0001")).toBe("01937c3e…0001");
});

test("an id that is short already stays whole", () => {
  expect(shortenId("ext-123")).toBe("ext-123");
});
