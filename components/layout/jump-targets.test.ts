import { expect, test } from "vitest";
import { jumpTargets } from "./jump-targets.ts";

const first = (typed: string) => jumpTargets(typed)[0]?.href;

test("an id leads first to the page of what it most likely names", () => {
  expect(first(" biz_Pk2f ")).toBe("/businesses/biz_Pk2f");
  expect(first("userId_8e01")).toBe("/users/userId_8e01");
  expect(first("lni_R2fA")).toBe("/connections?accountId=lni_R2fA");
  expect(first("0199c3a4-7b1e-7000-8000-000000000001")).toBe("/events/0199c3a4-7b1e-7000-8000-000000000001");
});

test("every text can be searched for, and none that is too short", () => {
  for (const typed of ["biz_Pk2f", "userId_8e01", "eac_1234", "ext-123", "two words"]) {
    expect(jumpTargets(typed).at(-1)?.href).toBe(`/events?q=${encodeURIComponent(typed).replace("%20", "+")}`);
  }
  expect(jumpTargets("b")).toEqual([]);
});
