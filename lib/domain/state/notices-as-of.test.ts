import { expect, test } from "vitest";
import { atTime, notice } from "#lib/testing/notices.ts";
import { noticesAsOf } from "./notices-as-of.ts";

const late = notice("account_expired", { at: atTime("09:00"), seenAt: atTime("12:00") });
const prompt = notice("account_connected", { at: atTime("10:00"), seenAt: atTime("10:00:01") });

test("as received, an event counts from its receipt on; as occurred, from its own time on", () => {
  const asOf = (time: string, basis: "received" | "occurred") =>
    noticesAsOf([late, prompt], { asOf: atTime(time), basis });
  expect(asOf("10:00:00", "received")).toEqual([]);
  expect(asOf("10:00:01", "received")).toEqual([prompt]);
  expect(asOf("12:00", "received")).toEqual([late, prompt]);
  expect(asOf("09:00", "occurred")).toEqual([late]);
  expect(asOf("08:59:59.999999", "occurred")).toEqual([]);
});
