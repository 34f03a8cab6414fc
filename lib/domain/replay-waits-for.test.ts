import { expect, test } from "vitest";
import { replayWaitsFor } from "./replay-waits-for.ts";

const target = { status: "running", name: "Ledger", isPaused: false, failingSince: null, nextProbeAt: null } as const;

test("a replay says why it sends nothing to a destination", () => {
  expect(replayWaitsFor(target)).toBeNull();
  expect(replayWaitsFor({ ...target, isPaused: true })).toBe("Ledger is paused; it goes on when that is resumed.");
  const failing = { ...target, failingSince: new Date(0), nextProbeAt: new Date(60_000) };
  expect(replayWaitsFor(failing)).toBe(
    "Ledger is failing since 1970-01-01T00:00:00.000Z; tried again at 1970-01-01T00:01:00.000Z.",
  );
  expect(replayWaitsFor({ ...failing, status: "canceled" })).toBeNull();
});
