import { expect, test } from "vitest";
import { destinationPatchInput } from "./destination-input.ts";

test("a retry schedule is taken as text, as a list, and in the seconds that it is shown with", () => {
  const written = (retrySchedule: unknown) => destinationPatchInput.parse({ retrySchedule }).retrySchedule;
  expect(written("5s,30s,5m")).toBe("5s,30s,5m");
  expect(written(["5s", "30s"])).toBe("5s,30s");
  expect(written([5, 30, 86_400])).toBe("5s,30s,86400s");
  const refused = destinationPatchInput.safeParse({ retrySchedule: [1.5] });
  expect(refused.error?.issues[0]?.message).toContain("a list of seconds");
});
