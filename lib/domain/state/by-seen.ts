import type { Notice } from "./notice.ts";

/** The order of receipt; of several received at once, that of their ids. */
export function bySeen(a: Notice, b: Notice): number {
  if (a.seenAt !== b.seenAt) return a.seenAt < b.seenAt ? -1 : 1;
  return a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0;
}
