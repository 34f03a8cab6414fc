import type { TimelineRow } from "./api/business-detail.ts";
import type { Instant } from "./instant.ts";

/** "2026-11-21 09:00:05Z": a moment in plain text. */
export function summaryTime(moment: Instant): string {
  return `${moment.slice(0, 10)} ${moment.slice(11, 19)}Z`;
}

/** "As of now (2026-11-21 09:00:05Z)": when a summary holds. */
export function summaryMoment(
  { shownAsOf, basis }: { shownAsOf: string | null; basis: "received" | "occurred" },
  now: Instant,
): string {
  if (shownAsOf === null) return `As of ${summaryTime(now)} (all times UTC)`;
  const how = basis === "received" ? "by what had been received by then" : "by what had happened by then";
  return `As of ${summaryTime(shownAsOf)}, ${how} (all times UTC)`;
}

/** The last events, newest first, one a line. */
export function summaryEvents(events: readonly TimelineRow[]): string[] {
  if (events.length === 0) return ["Last events: none"];
  const lines = events.map(({ at, isTimed, title, eventId }) => {
    const doubt = isTimed ? "" : " (time of receipt)";
    return `- ${summaryTime(at)} ${title}${doubt} [event ${eventId}]`;
  });
  return ["Last events:", ...lines];
}

/** Each part on lines of its own, parts apart by a blank line; what is empty is left out. */
export function summaryOf(parts: readonly (readonly string[])[]): string {
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
