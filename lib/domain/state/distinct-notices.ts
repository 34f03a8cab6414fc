import type { Notice } from "./notice.ts";

/** Each event once, as first seen, in the order of its effective time and then its id. */
export function distinctNotices(notices: readonly Notice[]): Notice[] {
  const byEvent = new Map<string, Notice>();
  for (const notice of notices) {
    const known = byEvent.get(notice.eventId);
    if (known === undefined || notice.seenAt < known.seenAt) byEvent.set(notice.eventId, notice);
  }
  return [...byEvent.values()].sort(byTime);
}

function byTime(a: Notice, b: Notice): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.eventId < b.eventId ? -1 : 1;
}
