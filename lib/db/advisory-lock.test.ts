import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ADVISORY_LOCK } from "./advisory-lock.ts";

test("no two advisory locks share a number", () => {
  const numbers = Object.values(ADVISORY_LOCK);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("no advisory lock has its number anywhere else", () => {
  const written = new RegExp(Object.values(ADVISORY_LOCK).join("|"));
  const others = globSync("{app,bench,bin,components,lib}/**/*.ts", { exclude: ["lib/db/advisory-lock.ts"] });
  expect(others).toContain("lib/db/claim-deliveries.ts");
  const copies = others.filter((file) => written.test(readFileSync(file, "utf8").replaceAll(/(?<=\d)_(?=\d)/g, "")));
  expect(copies).toEqual([]);
});
