import { expect, test } from "vitest";
import { isInstant } from "./instant.ts";

test.each(["2026-11-21T10:40:00.123456Z", "0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"])(
  "%s is an instant",
  (text) => {
    expect(isInstant(text)).toBe(true);
  },
);

test.each([
  "0000-01-01T00:00:00.000000Z",
  "2026-02-30T00:00:00.000000Z",
  "2026-13-01T00:00:00.000000Z",
  "2026-11-21T24:00:00.000000Z",
  "2026-11-21T10:40:00.123Z",
  "2026-11-21 10:40:00.123456Z",
  "2026-11-21T10:40:00.123456Z\n",
  "",
])("%j is none", (text) => {
  expect(isInstant(text)).toBe(false);
});
