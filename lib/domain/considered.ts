import type { Considered } from "./api/business-detail.ts";
import type { Notice } from "./state/notice.ts";

/** A notice with the type of its event. */
export type TypedNotice = Notice & { readonly type: string };

const MOST_SHOWN = 50;

/** What a state was made of, newest first. At most 50, those that decide it always among them. */
export function considered(notices: readonly TypedNotice[], decidedBy: readonly string[]): Considered {
  // A tie of very many events is decided by all of them.
  const decides = new Set(decidedBy);
  const newestFirst = notices.toSorted((a, b) => (isBefore(a, b) ? 1 : -1));
  const deciding = newestFirst.filter(({ eventId }) => decides.has(eventId));
  const others = newestFirst.filter(({ eventId }) => !decides.has(eventId));
  const shown = new Set([...deciding, ...others.slice(0, Math.max(0, MOST_SHOWN - deciding.length))]);
  return {
    events: newestFirst
      .filter((notice) => shown.has(notice))
      .map(({ eventId, type, at, isTimed, seenAt }) => ({
        eventId,
        type,
        at,
        isTimed,
        receivedAt: seenAt,
        decides: decides.has(eventId),
      })),
    isCut: shown.size < notices.length,
  };
}

function isBefore(a: Notice, b: Notice): boolean {
  return a.at === b.at ? a.eventId < b.eventId : a.at < b.at;
}
