import { expect, test } from "vitest";
import { justBefore } from "./just-before.ts";

test("the moment just before is one microsecond earlier", () => {
  expect(justBefore("2026-11-19T14:00:00.123456Z")).toBe("2026-11-19T14:00:00.123455Z");
  expect(justBefore("2026-11-19T14:00:00.123Z")).toBe("2026-11-19T14:00:00.122999Z");
  expect(justBefore("2026-11-19T14:00:00.123001Z")).toBe("2026-11-19T14:00:00.123000Z");
});

test("the moment before a full second, minute and year is in the one before", () => {
  expect(justBefore("2026-11-19T14:00:00Z")).toBe("2026-11-19T13:59:59.999999Z");
  expect(justBefore("2027-01-01T00:00:00.000000Z")).toBe("2026-12-31T23:59:59.999999Z");
});
