import { clockInWords } from "./clock-in-words.ts";
import type { SpoolStatus } from "./spool-status.ts";

/** "37 events spooled since 14:02 UTC, draining": what waits on disk, without its end; null when nothing does. */
export function spooledInWords({ state, waiting, since }: SpoolStatus, now: Date): string | null {
  if (waiting === 0) return null;
  const count = `${waiting.toLocaleString("en-GB")} ${waiting === 1 ? "event" : "events"} spooled`;
  const from = since === null ? "" : ` since ${clockInWords(since, now)}`;
  return `${count}${from}${state === "draining" ? ", draining" : ""}`;
}

/** "the disk is full": why nothing can be kept, fit to follow a colon. */
export function refusalInWords({ problem }: SpoolStatus): string {
  const words = (problem ?? "the spool cannot be written").replace(/\.$/, "");
  // An abbreviation keeps its capitals.
  return /^[A-Z][a-z ]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
