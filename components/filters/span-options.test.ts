import { expect, test } from "vitest";
import { spanOptions } from "./span-options.ts";

const say = (span: string) => `longer than ${span}`;

test("spans are said in words", () => {
  expect(spanOptions(["1h", "48h", "3d"], say, null)).toEqual([
    { value: "1h", label: "longer than 1 hour" },
    { value: "48h", label: "longer than 48 hours" },
    { value: "3d", label: "longer than 3 days" },
  ]);
});

test("a span from the address is offered besides the usual ones, whatever it is", () => {
  expect(spanOptions(["3d"], say, "4d").at(-1)).toEqual({ value: "4d", label: "longer than 4 days" });
  expect(spanOptions(["3d"], say, "soon").at(-1)).toEqual({ value: "soon", label: "longer than soon" });
  expect(spanOptions(["3d"], say, "3d")).toHaveLength(1);
});
