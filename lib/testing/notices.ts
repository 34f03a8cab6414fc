import { type Instant, shiftInstant } from "#lib/domain/instant.ts";
import type { Notice, NoticeKind } from "#lib/domain/state/notice.ts";

const START: Instant = "2026-11-21T10:00:00.000000Z";
const SECOND_MS = 1000;

/** The moment so many seconds after 10:00 on 21 November 2026. */
export function atSecond(seconds: number): Instant {
  return shiftInstant(START, seconds * SECOND_MS);
}

/** The moment "10:02:03" or "10:02:03.000001" of that day. */
export function atTime(time: string): Instant {
  const [clock = "", decimals = ""] = time.split(".");
  return `2026-11-21T${clock.padEnd(8, ":00")}.${decimals.padEnd(6, "0")}Z`;
}

let made = 0;

/** A notice about one business, account and user; without `at` it carries no time and counts as of its receipt. */
export function notice(kind: NoticeKind, said: Partial<Notice> = {}): Notice {
  made += 1;
  const seenAt = said.seenAt ?? said.at ?? START;
  const isResource = kind.startsWith("resource_");
  return {
    eventId: `00000000-0000-7000-8000-${String(made).padStart(12, "0")}`,
    kind,
    businessId: isResource ? null : "biz_A",
    externalId: null,
    accountId: kind.startsWith("account_") ? "lni_1" : null,
    taskTypes: [],
    userId: isResource ? "userId_1" : null,
    resource: isResource ? "taxPayments" : null,
    resourceId: isResource ? "taxPaymentId_1" : null,
    status: null,
    message: null,
    at: seenAt,
    isTimed: said.at !== undefined,
    ...said,
    seenAt,
  };
}
