import type { NoticeLine } from "./notice-line.ts";

/** What a message tells. `more` counts the lines that are left out. */
export interface NoticeContent {
  readonly lines: readonly NoticeLine[];
  readonly more: number;
}

const MOST_LINES = 20;

export function addLines({ lines, more }: NoticeContent, added: readonly NoticeLine[]): NoticeContent {
  const all = [...lines, ...added];
  return { lines: all.slice(0, MOST_LINES), more: more + Math.max(0, all.length - MOST_LINES) };
}

/** "2 alerts, 1 recovery", over all that it tells. */
export function contentSummary({ lines, more }: NoticeContent): string {
  const recoveries = lines.filter(({ change }) => change === "recovered").length;
  const alerts = lines.length - recoveries;
  const parts = [plural(alerts, "alert", "alerts"), plural(recoveries, "recovery", "recoveries")];
  return [...parts, more === 0 ? "" : `${more} more`].filter((part) => part !== "").join(", ");
}

function plural(count: number, one: string, many: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? one : many}`;
}
