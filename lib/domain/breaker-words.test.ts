import { expect, test } from "vitest";
import { breakerWords } from "./breaker-words.ts";

const times = { openedAt: "2026-03-01T10:00:00.000Z", nextProbeAt: "2026-03-01T10:05:30.000Z" };

test("says who fails, since when, why and when it is tried again", () => {
  const error = JSON.stringify({ kind: "http_5xx", status: 502, retryAfterSeconds: null });
  const words = breakerWords({ name: "Ledger", ...times, error });
  expect(words).toMatch(/^Waits: Ledger is failing since 2026-03-01 10:00:00 UTC\. /);
  expect(words).toContain("502");
  expect(words).toMatch(/It is tried again at 2026-03-01 10:05:30 UTC; waiting costs no attempt\.$/);
});

test("does without what is not known", () => {
  const words = breakerWords({ name: "Ledger", openedAt: null, nextProbeAt: null, error: null });
  expect(words).toBe("Waits: Ledger is failing. It is tried again shortly; waiting costs no attempt.");
});
