import { expect, test } from "vitest";
import { momentText } from "./moment-text.ts";

test("a moment is told in UTC, as exactly as it is", () => {
  expect(momentText("2026-11-19T14:00:00Z")).toBe("19 Nov 2026 14:00Z");
  expect(momentText("2026-11-19T14:00:07Z")).toBe("19 Nov 2026 14:00:07Z");
  expect(momentText("2026-11-19T14:00:07.122999Z")).toBe("19 Nov 2026 14:00:07.122Z");
  expect(momentText("2026-11-19T14:00:00+02:00")).toBe("19 Nov 2026 12:00Z");
});

test("a text that is no time stays as it is", () => {
  expect(momentText("soon")).toBe("soon");
});
