import { expect, test } from "vitest";
import type { SearchHit } from "#lib/domain/api/search.ts";
import { hitValue, paletteOrder } from "./palette-order.ts";

const HIT: SearchHit = {
  kind: "business",
  id: "biz_1",
  what: "Business",
  title: "Blue Door",
  detail: "ext-123 · biz_1",
  source: "asset",
  url: "/businesses/biz_1?source=asset",
};

test("a thing whose id or name was typed comes before screens, any other hit after the screens by that name", () => {
  for (const typed of ["biz_1", "EXT-123", "blue door"])
    expect(paletteOrder(hitValue(HIT, 0, typed), typed)).toBeGreaterThan(paletteOrder("Businesses", "Businesses"));
  const part = paletteOrder(hitValue(HIT, 0, "busi"), "busi");
  expect(part).toBeLessThan(paletteOrder("Businesses", "busi"));
  expect(part).toBeGreaterThan(paletteOrder("Questions", "busi"));
});
