import { type Instant, latest } from "#lib/domain/instant.ts";
import { distinctNotices } from "./distinct-notices.ts";
import { newestValue } from "./newest-value.ts";
import type { Notice, NoticeKind } from "./notice.ts";

export const CONNECTION_STATES = [
  "not_reported",
  "connected",
  "expired",
  "disconnected",
  "probably_reconnected",
  "unclear",
] as const;
export type ConnectionStateName = (typeof CONNECTION_STATES)[number];

export type ConnectionProblem = "expired" | "disconnected";

export interface ConnectionState {
  readonly state: ConnectionStateName;
  /** Since when this state holds without a break; for probably_reconnected the first sync after the problem. */
  readonly since: Instant | null;
  readonly lastSyncAt: Instant | null;
  /** The last problem, also when it is over: expired is Plaid's doing, disconnected the owner's. */
  readonly problem: ConnectionProblem | null;
  readonly problemSince: Instant | null;
  /** What came after the problem, if anything did. */
  readonly recoveredAt: Instant | null;
  readonly recoveredBy: "connected" | "sync" | null;
  /** The states that carry the same time, when that leaves it unclear; else empty. */
  readonly candidates: readonly string[];
  readonly asOf: Instant | null;
  readonly decidedBy: readonly string[];
  readonly lastSeenAt: Instant | null;
}

const CHANGES = {
  account_connected: "connected",
  account_expired: "expired",
  account_disconnected: "disconnected",
} satisfies Partial<Record<NoticeKind, ConnectionStateName>>;
type Change = (typeof CHANGES)[keyof typeof CHANGES];

/**
 * The state of one account of one business from all its notices, in any order and number (docs/state.md,
 * connection). A sync never clears a problem; a later one makes it probable that it is over, so that a problem
 * reported after it is a new one. Of the syncs only three count, and a reader needs no others: the last up to the
 * newest problem, the first after the newest change, and the last.
 */
export function connectionState(notices: readonly Notice[]): ConnectionState {
  const all = distinctNotices(notices);
  const changes = all.filter(({ kind }) => kind in CHANGES);
  const syncs = all.filter(({ kind }) => kind === "account_synced");
  const newestAt = changes.at(-1)?.at ?? null;
  const resumed = newestAt === null ? null : (syncs.find(({ at }) => at > newestAt) ?? null);
  const problemAt = changes.findLast(isProblem)?.at ?? null;
  const before = problemAt === null ? null : (syncs.findLast(({ at }) => at <= problemAt) ?? null);
  const counted = [before, resumed, syncs.at(-1) ?? null].filter((sync) => sync !== null);
  const considered = [...changes, ...counted];
  const problem = lastProblem(changes, before, resumed);
  return {
    ...judge(changes, problem.problemSince, resumed, syncs.at(-1) ?? null),
    ...problem,
    lastSyncAt: syncs.at(-1)?.at ?? null,
    asOf: latest(considered.map(({ at }) => at)),
    lastSeenAt: latest(considered.map(({ seenAt }) => seenAt)),
  };
}

type Judgement = Pick<ConnectionState, "state" | "since" | "candidates" | "decidedBy">;

function judge(
  changes: readonly Notice[],
  problemSince: Instant | null,
  resumed: Notice | null,
  lastSync: Notice | null,
): Judgement {
  const newest = newestValue(changes, changeOf);
  if (newest === null) {
    const decidedBy = lastSync === null ? [] : [lastSync.eventId];
    return { state: "not_reported", since: null, candidates: [], decidedBy };
  }
  const { values, since, decidedBy } = newest;
  const [state = "unclear", other] = values;
  if (other !== undefined) return { state: "unclear", since, candidates: values, decidedBy };
  if (state === "connected") return { state, since, candidates: [], decidedBy };
  if (resumed === null) return { state, since: problemSince, candidates: [], decidedBy };
  return {
    state: "probably_reconnected",
    since: resumed.at,
    candidates: [],
    decidedBy: [...decidedBy, resumed.eventId],
  };
}

type Problem = Pick<ConnectionState, "problem" | "problemSince" | "recoveredAt" | "recoveredBy">;

function lastProblem(changes: readonly Notice[], before: Notice | null, resumed: Notice | null): Problem {
  const at = changes.findLast(isProblem)?.at;
  if (at === undefined) return { problem: null, problemSince: null, recoveredAt: null, recoveredBy: null };
  const kinds = new Set(changes.filter((change) => change.at === at).map(({ kind }) => kind));
  // Of both at one instant the one is named that needs a person.
  const problem = kinds.has("account_expired") ? "expired" : "disconnected";
  const runSince = newestValue(upTo(changes, at), changeOf)?.since ?? at;
  const problemSince =
    changes.find((change) => change.at >= runSince && change.at >= (before?.at ?? runSince))?.at ?? at;
  const named: Problem = { problem, problemSince, recoveredAt: null, recoveredBy: null };
  const next = changes.find((change) => change.at > at);
  if (next !== undefined) return { ...named, recoveredAt: next.at, recoveredBy: "connected" };
  return kinds.size > 1 || resumed === null ? named : { ...named, recoveredAt: resumed.at, recoveredBy: "sync" };
}

function upTo(notices: readonly Notice[], moment: Instant): Notice[] {
  return notices.filter(({ at }) => at <= moment);
}

function isProblem({ kind }: Notice): boolean {
  return kind === "account_expired" || kind === "account_disconnected";
}

function changeOf({ kind }: Notice): Change {
  return CHANGES[kind as keyof typeof CHANGES];
}
