import { type Instant, latest } from "#lib/domain/instant.ts";
import { distinctNotices } from "./distinct-notices.ts";
import { newestValue } from "./newest-value.ts";
import type { Notice, NoticeKind } from "./notice.ts";

export const BUSINESS_STATUSES = ["unknown", "created", "active", "inactive", "unclear"] as const;
export type BusinessStatus = (typeof BUSINESS_STATUSES)[number];

export interface BusinessState {
  readonly status: BusinessStatus;
  /** Since when this status holds without a break, as far as is known. */
  readonly since: Instant | null;
  readonly createdAt: Instant | null;
  /** The newest external id; of several at the same instant the first in the alphabet, and `externalIds` has all. */
  readonly externalId: string | null;
  /** Every external id ever given, newest first. */
  readonly externalIds: readonly string[];
  /** The newest time considered. */
  readonly asOf: Instant | null;
  readonly decidedBy: readonly string[];
  readonly lastSeenAt: Instant | null;
}

const SWITCHES = {
  business_activated: "active",
  business_deactivated: "inactive",
} satisfies Partial<Record<NoticeKind, BusinessStatus>>;

/** The status of a business from all its notices, in any order and number (docs/state.md, business). */
export function businessState(notices: readonly Notice[]): BusinessState {
  const own = distinctNotices(notices).filter(({ kind }) => kind === "business_created" || kind in SWITCHES);
  const created = own.filter(({ kind }) => kind === "business_created");
  const externalIds = externalIdsOf(own);
  return {
    ...statusOf(own, created),
    createdAt: created[0]?.at ?? null,
    externalId: externalIds[0] ?? null,
    externalIds,
    asOf: own.at(-1)?.at ?? null,
    lastSeenAt: latest(own.map(({ seenAt }) => seenAt)),
  };
}

function statusOf(
  own: readonly Notice[],
  created: readonly Notice[],
): Pick<BusinessState, "status" | "since" | "decidedBy"> {
  const newest = newestValue(
    own.filter(({ kind }) => kind in SWITCHES),
    ({ kind }) => SWITCHES[kind as keyof typeof SWITCHES],
  );
  if (newest !== null) {
    const [status = "unclear", other] = newest.values;
    return { status: other === undefined ? status : "unclear", since: newest.since, decidedBy: newest.decidedBy };
  }
  const [first] = created;
  if (first === undefined) return { status: "unknown", since: null, decidedBy: [] };
  const decidedBy = created.filter(({ at }) => at === first.at).map(({ eventId }) => eventId);
  return { status: "created", since: first.at, decidedBy };
}

function externalIdsOf(own: readonly Notice[]): string[] {
  const named = own.flatMap(({ at, externalId }) => (externalId === null ? [] : [{ at, externalId }]));
  named.sort((a, b) => (a.at === b.at ? (a.externalId < b.externalId ? -1 : 1) : a.at < b.at ? 1 : -1));
  return [...new Set(named.map(({ externalId }) => externalId))];
}
