import type { ReplayPreview, ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import { note, print } from "./print.ts";

const COLUMNS: readonly (readonly [string, (target: ReplayPreviewTarget) => string])[] = [
  ["destination", ({ name }) => name],
  ["events", ({ events }) => counted(events)],
  ["delivered", ({ deliveredBefore }) => counted(deliveredBefore)],
  ["failed", ({ failed }) => counted(failed)],
  ["never tried", ({ neverAttempted }) => counted(neverAttempted)],
  ["superseded", ({ superseded }) => (superseded === null ? "?" : counted(superseded))],
  ["to send", ({ toSend }) => counted(toSend)],
  ["takes", ({ seconds }) => (seconds === null ? "?" : durationText(seconds))],
];

/** What a replay would do, as a table; what may surprise goes to stderr. */
export function printPreview(preview: ReplayPreview): void {
  print(`${counted(preview.events)} events, stored until ${preview.upTo}`);
  const rows = [
    COLUMNS.map(([title]) => title),
    ...preview.destinations.map((target) => COLUMNS.map(([, text]) => text(target))),
  ];
  const widths = COLUMNS.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((text, index) =>
      index === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[index] ?? 0),
    );
    print(cells.join("  "));
  }
  for (const warning of [...preview.warnings, ...preview.destinations.flatMap(({ warnings }) => warnings)]) {
    note(`Note: ${warning}`);
  }
}

/** How many deliveries a replay would make in all. */
export function countToSend({ destinations }: ReplayPreview): number {
  return destinations.reduce((sum, { toSend }) => sum + toSend, 0);
}

export function counted(count: number): string {
  return count.toLocaleString("en-US");
}

export function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
