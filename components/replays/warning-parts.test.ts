import { expect, test } from "vitest";
import { warningParts } from "./warning-parts.ts";

test("times and replays are told from the rest of a sentence", () => {
  const id = "01890000-0000-7000-8000-000000000000";
  expect(warningParts(`Ada started it at 2026-11-22T03:04:05.123Z: ${id}.`)).toEqual([
    { kind: "text", text: "Ada started it at " },
    { kind: "time", text: "2026-11-22T03:04:05.123Z" },
    { kind: "text", text: ": " },
    { kind: "replay", text: id },
    { kind: "text", text: "." },
  ]);
  expect(warningParts("Ledger is paused.")).toEqual([{ kind: "text", text: "Ledger is paused." }]);
});
