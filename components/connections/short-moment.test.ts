import { expect, test } from "vitest";
import { shortMoment } from "./short-moment.ts";

const now = Date.parse("2026-11-21T12:30:00Z");

test("a moment of today is a clock time, one of another day has its date", () => {
  expect(shortMoment("2026-11-21T09:00:00Z", now)).toBe("09:00");
  expect(shortMoment("2026-11-20T23:59:59.999Z", now)).toBe("20 Nov 23:59");
  expect(shortMoment("2025-01-02T03:04:05Z", now)).toBe("2 Jan 2025 03:04");
  expect(shortMoment("soon", now)).toBe("soon");
});
