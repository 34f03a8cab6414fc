import { expect, test } from "vitest";
import type { TimelineRow } from "#lib/domain/api/business-detail.ts";
import { timelineLines } from "./timeline-lines.ts";

function row(eventId: string, at: string, receivedAt = at): TimelineRow {
  const said = {
    source: "asset",
    type: "TASK_REQUEST",
    kind: "tasks_requested",
    title: "Tasks requested",
    subject: null,
  };
  return { eventId, ...said, at, isTimed: true, receivedAt, flags: [] };
}

test("a line names each UTC day once, before its events", () => {
  const rows = [row("3", "2026-11-19T00:00:01Z"), row("2", "2026-11-18T23:59:59Z"), row("1", "2026-11-18T01:00:00Z")];
  expect(timelineLines(rows, "occurred").map((line) => (line.kind === "day" ? line.text : line.row.eventId))).toEqual([
    "Thu, 19 Nov 2026",
    "3",
    "Wed, 18 Nov 2026",
    "2",
    "1",
  ]);
});

test("ordered by receipt, an event stands under the day it was received", () => {
  const [day, event] = timelineLines([row("1", "2026-11-18T23:59:00Z", "2026-11-19T08:00:00Z")], "received");
  expect(day).toMatchObject({ kind: "day", text: "Thu, 19 Nov 2026" });
  expect(event).toMatchObject({ kind: "event", at: "2026-11-19T08:00:00Z" });
});
