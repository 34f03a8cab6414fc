import type { TimelineRow } from "#lib/domain/api/business-detail.ts";

export type TimelineOrder = "occurred" | "received";

export type TimelineLine =
  | { kind: "day"; key: string; text: string }
  | { kind: "event"; key: string; row: TimelineRow; at: string };

const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** The rows in their order, with a line wherever another UTC day begins. */
export function timelineLines(rows: readonly TimelineRow[], order: TimelineOrder): TimelineLine[] {
  let day = "";
  return rows.flatMap((row): TimelineLine[] => {
    const at = order === "received" ? row.receivedAt : row.at;
    const line: TimelineLine = { kind: "event", key: row.eventId, row, at };
    if (at.slice(0, 10) === day) return [line];
    day = at.slice(0, 10);
    return [{ kind: "day", key: `day-${day}-${row.eventId}`, text: DAY.format(Date.parse(at)) }, line];
  });
}
