import { type Instant, latest, secondsBetween } from "#lib/domain/instant.ts";
import { bySeen } from "./by-seen.ts";
import { distinctNotices } from "./distinct-notices.ts";
import type { Notice } from "./notice.ts";
import { mayHaveCrossed, taskOrder } from "./task-sending.ts";

export const TASK_LIST_STATES = ["open", "completed", "open_or_completed"] as const;
export type TaskListStateName = (typeof TASK_LIST_STATES)[number];

export interface TaskListState {
  readonly state: TaskListStateName;
  /** Of the newest request and those that arrived within five minutes before it. */
  readonly taskTypes: readonly string[];
  /** By type: the receipt of the first request of this run that named it. */
  readonly typeSince: Readonly<Record<string, Instant>>;
  /** The latest moment at which the list was open already: its age is at least that. Null once completed. */
  readonly openSince: Instant | null;
  readonly lastReminderAt: Instant | null;
  readonly lastReconnectReminderAt: Instant | null;
  /** The completion that closed the list, or may have. */
  readonly completedAt: Instant | null;
  /** The completion before an open list. */
  readonly previousCompletedAt: Instant | null;
  /** Seconds from the first request to its completion, oldest round first. */
  readonly turnaroundSeconds: readonly number[];
  /** Whether different lists arrived within five minutes, so that both are shown. */
  readonly isMerged: boolean;
  readonly asOf: Instant | null;
  readonly decidedBy: readonly string[];
  readonly lastSeenAt: Instant | null;
}

/**
 * The task list of a business from all its notices, in any order and number; null when none is about tasks
 * (docs/state.md, task list).
 */
export function taskListState(notices: readonly Notice[]): TaskListState | null {
  const all = distinctNotices(notices);
  const requests = all.filter(({ kind }) => kind === "tasks_requested").sort(bySeen);
  const completions = all.filter(({ kind }) => kind === "tasks_completed");
  if (requests.length === 0 && completions.length === 0) return null;
  const completion = completions.at(-1) ?? null;
  return {
    ...judge(requests, completion),
    lastReminderAt: requests.at(-1)?.seenAt ?? null,
    lastReconnectReminderAt:
      requests.findLast(({ taskTypes }) => taskTypes.includes("reconnect_account"))?.seenAt ?? null,
    turnaroundSeconds: turnarounds(requests, completions),
    asOf: latest([...requests.slice(-1).map(({ seenAt }) => seenAt), ...completions.slice(-1).map(({ at }) => at)]),
    lastSeenAt: latest([...requests, ...completions].map(({ seenAt }) => seenAt)),
  };
}

type Judgement = Omit<
  TaskListState,
  "lastReminderAt" | "lastReconnectReminderAt" | "turnaroundSeconds" | "asOf" | "lastSeenAt"
>;

function judge(requests: readonly Notice[], completion: Notice | null): Judgement {
  const newest = requests.at(-1);
  if (newest === undefined) {
    const decidedBy = completion === null ? [] : [completion.eventId];
    const list = { taskTypes: [], typeSince: {}, isMerged: false };
    const completedAt = completion?.at ?? null;
    return { state: "completed", ...list, openSince: null, completedAt, previousCompletedAt: null, decidedBy };
  }
  const state = taskOrder(newest, completion?.at ?? null);
  const list = requests.filter((request) => mayHaveCrossed(request, newest));
  const isOpen = state === "open";
  return {
    state,
    ...describeList(list, currentRun(requests, list, completion, state)),
    completedAt: isOpen ? null : (completion?.at ?? null),
    previousCompletedAt: isOpen ? (completion?.at ?? null) : null,
    decidedBy: [
      ...(state === "completed" ? [] : list.map(({ eventId }) => eventId)),
      ...(isOpen || completion === null ? [] : [completion.eventId]),
    ],
  };
}

/**
 * The requests that are certainly of the present list, the one first that it was open at the latest. Where the newest
 * may be closed already, so may all others: then nothing is older than it.
 */
function currentRun(
  requests: readonly Notice[],
  list: readonly Notice[],
  completion: Notice | null,
  state: TaskListStateName,
): readonly Notice[] {
  if (state === "open_or_completed") return list.toReversed();
  return requests.filter((request) => taskOrder(request, completion?.at ?? null) === "open");
}

function describeList(
  list: readonly Notice[],
  run: readonly Notice[],
): Pick<Judgement, "taskTypes" | "typeSince" | "openSince" | "isMerged"> {
  const taskTypes = [...new Set(list.flatMap((request) => request.taskTypes))].sort();
  const since = taskTypes.flatMap((type): [string, Instant][] => {
    const isNamed = (request: Notice) => request.taskTypes.includes(type);
    // One that crossed a completion shows its types beside those of the newest list.
    const first = run.find(isNamed) ?? (run.length === 0 ? undefined : list.findLast(isNamed));
    return first === undefined ? [] : [[type, first.seenAt]];
  });
  const lists = new Set(list.map((request) => JSON.stringify([...new Set(request.taskTypes)].sort())));
  return {
    taskTypes,
    typeSince: Object.fromEntries(since),
    openSince: run[0]?.seenAt ?? null,
    isMerged: lists.size > 1,
  };
}

/** Both in their order, so that the first request which a completion leaves open only ever moves on. */
function turnarounds(requests: readonly Notice[], completions: readonly Notice[]): number[] {
  let place = 0;
  return completions.flatMap((completion, index) => {
    const before = completions[index - 1]?.at ?? null;
    let first = requests[place];
    while (first !== undefined && taskOrder(first, before) !== "open") {
      place += 1;
      first = requests[place];
    }
    const isClosed = first !== undefined && taskOrder(first, completion.at) === "completed";
    return isClosed && first !== undefined ? [secondsBetween(first.seenAt, completion.at)] : [];
  });
}
