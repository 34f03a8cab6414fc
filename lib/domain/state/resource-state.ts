import type { Instant } from "#lib/domain/instant.ts";
import { bySeen } from "./by-seen.ts";
import { distinctNotices } from "./distinct-notices.ts";
import type { Notice } from "./notice.ts";
import {
  isFinal,
  isLastingError,
  isResolvedBy,
  mayHaveOvertaken,
  type Statement,
  statementOf,
} from "./resource-statement.ts";

export const RESOURCE_CERTAINTIES = ["final", "last_received", "several_received", "unclear"] as const;
export type ResourceCertainty = (typeof RESOURCE_CERTAINTIES)[number];

export interface ReceivedStatus {
  readonly status: string;
  readonly message: string | null;
  /** The last receipt of this status with this message. */
  readonly receivedAt: Instant;
  readonly eventId: string;
}

export interface ResourceState {
  /** As the provider writes it; null when no notice carried one; "unclear" when two final ones contradict each other. */
  readonly status: string | null;
  readonly message: string | null;
  readonly certainty: ResourceCertainty;
  /** Other statuses that may be the true one, newest first. */
  readonly alsoReceived: readonly ReceivedStatus[];
  /** An error that nothing received later resolves. */
  readonly hasOpenError: boolean;
  readonly firstReceivedAt: Instant;
  /** The first receipt of the present status in its unbroken run. */
  readonly statusSince: Instant;
  /** The last receipt of the present status; of any notice when none gives one. */
  readonly lastReceivedAt: Instant;
  readonly decidedBy: readonly string[];
}

/**
 * The state of one Abound resource from all its notices, in any order and number; null when there are none
 * (docs/state.md, resource). Abound sends neither time nor order: receipt decides, with its doubts shown.
 */
export function resourceState(notices: readonly Notice[]): ResourceState | null {
  const all = distinctNotices(notices)
    .filter(({ kind }) => kind === "resource_created" || kind === "resource_updated")
    .sort(bySeen);
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    ...judge(
      all.map(statementOf).filter((statement) => statement !== null),
      last,
    ),
    firstReceivedAt: first.seenAt,
  };
}

type Judgement = Omit<ResourceState, "firstReceivedAt">;

function judge(statements: readonly Statement[], last: Notice): Judgement {
  const finals = statements.filter(isFinal);
  if (new Set(finals.map(({ status }) => status)).size > 1) return contradiction(finals);
  const updates = statements.filter(({ isUpdate }) => isUpdate);
  const counted = updates.length > 0 ? updates : statements;
  const deciding = finals.at(-1) ?? counted.at(-1);
  if (deciding === undefined) return silence(last);
  const also = alsoReceived(statements, counted[0]?.isUpdate === true, deciding);
  const isFinalNow = finals.length > 0;
  return {
    status: deciding.status,
    message: deciding.message,
    certainty: isFinalNow ? "final" : also.length > 0 ? "several_received" : "last_received",
    alsoReceived: also,
    hasOpenError: [deciding, ...also].some(({ status }) => status === "error"),
    statusSince: runStart(isFinalNow ? finals : counted, deciding),
    lastReceivedAt: deciding.receivedAt,
    decidedBy: [deciding.eventId],
  };
}

function contradiction(finals: readonly Statement[]): Judgement {
  const shown = lastOfEach(finals);
  return {
    status: "unclear",
    message: null,
    certainty: "unclear",
    alsoReceived: shown,
    hasOpenError: finals.some(({ status }) => status === "error"),
    statusSince: secondStatus(finals).receivedAt,
    lastReceivedAt: shown[0]?.receivedAt ?? "",
    decidedBy: shown.map(({ eventId }) => eventId),
  };
}

/** The notice that made it a contradiction. */
function secondStatus(finals: readonly Statement[]): Statement {
  const [first] = finals;
  const second = finals.find(({ status }) => status !== first?.status) ?? first;
  if (second === undefined) throw new Error("a contradiction needs two statuses");
  return second;
}

function silence({ seenAt, eventId }: Notice): Judgement {
  const nothing = { status: null, message: null, alsoReceived: [], hasOpenError: false };
  return { ...nothing, certainty: "last_received", statusSince: seenAt, lastReceivedAt: seenAt, decidedBy: [eventId] };
}

/** What arrived about when the deciding notice did or later, and every error that nothing resolved. */
function alsoReceived(statements: readonly Statement[], hasUpdates: boolean, deciding: Statement): ReceivedStatus[] {
  // The last one of each kind resolves whatever any of them does.
  const resolving = [statements.findLast(isDone), statements.findLast((each) => isDone(each) && each.isUpdate)];
  const isResolved = (error: Statement) => resolving.some((done) => done !== undefined && isResolvedBy(error, done));
  const mayBeTrue = statements.filter(
    (each) =>
      (each.isUpdate === hasUpdates && mayHaveOvertaken(each.receivedAt, deciding.receivedAt)) ||
      (isLastingError(each) && !isResolved(each)) ||
      isFinal(each),
  );
  return lastOfEach(mayBeTrue).filter(
    ({ status, message }) => status !== deciding.status || message !== deciding.message,
  );
}

function isDone({ status }: Statement): boolean {
  return status === "done";
}

/** Each status with its message once, as last received, newest first. */
function lastOfEach(statements: readonly Statement[]): ReceivedStatus[] {
  const byStatus = new Map<string, ReceivedStatus>();
  for (const { status, message, receivedAt, eventId } of statements) {
    byStatus.set(JSON.stringify([status, message]), { status, message, receivedAt, eventId });
  }
  return [...byStatus.values()].sort((a, b) =>
    a.receivedAt === b.receivedAt ? (a.eventId < b.eventId ? 1 : -1) : a.receivedAt < b.receivedAt ? 1 : -1,
  );
}

function runStart(statements: readonly Statement[], { status }: Statement): Instant {
  const lastOther = statements.findLastIndex((statement) => statement.status !== status);
  return statements[lastOther + 1]?.receivedAt ?? "";
}
