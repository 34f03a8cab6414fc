import { expect, test } from "vitest";
import { atTime } from "#lib/testing/notices.ts";
import { effectiveTime } from "./effective-time.ts";

const seenAt = atTime("10:00:00.000005");

test("the provider's time counts, up to two minutes ahead of the receipt to the microsecond", () => {
  expect(effectiveTime(atTime("08:00"), seenAt)).toEqual({ at: atTime("08:00"), isTimed: true });
  expect(effectiveTime(atTime("10:02:00.000005"), seenAt)).toEqual({ at: atTime("10:02:00.000005"), isTimed: true });
});

test("a time further ahead, or none, leaves the receipt", () => {
  expect(effectiveTime(atTime("10:02:00.000006"), seenAt)).toEqual({ at: seenAt, isTimed: false });
  expect(effectiveTime("9999-01-01T00:00:00.000000Z", seenAt)).toEqual({ at: seenAt, isTimed: false });
  expect(effectiveTime(null, seenAt)).toEqual({ at: seenAt, isTimed: false });
});
