import { type Moment, SECOND, textOf } from "./moment.ts";
import { type Facts, type Receipts, receiptOf, type Verdict } from "./truth.ts";

export interface TaskRequest {
  readonly key: string;
  readonly types: readonly string[];
  readonly sentAt: Moment;
}

export interface Completion {
  readonly key: string;
  /** The time it carries, null where it carries none that can be used. */
  readonly at: Moment | null;
  readonly happenedAt: Moment;
}

/** What is known of a digest is its arrival: it was sent up to seven minutes before, or two after on a fast clock. */
const SENT_BEFORE = 420 * SECOND;
const SENT_AFTER = 120 * SECOND;
const DIGEST_WINDOW = 300 * SECOND;

type Arrived = TaskRequest & { arrivedAt: Moment };
type Known = "open" | "completed" | "open_or_completed";

/** Whether the list is open: what really is the case, and what the arrivals allow to say. */
export function judgeTasks(
  requests: readonly TaskRequest[],
  completions: readonly Completion[],
  receipts: Receipts,
): Verdict {
  const arrived = requests
    .map((request): Arrived => ({ ...request, arrivedAt: receiptOf(receipts, request.key).at }))
    .sort((a, b) => a.arrivedAt - b.arrivedAt);
  const times = completions.map(({ key, at }) => at ?? receiptOf(receipts, key).at);
  const completedAt = times.length === 0 ? null : Math.max(...times);
  const newest = arrived.at(-1);
  const shown = newest === undefined ? "completed" : known(newest, completedAt);
  const list = arrived.filter(({ arrivedAt }) => newest !== undefined && arrivedAt >= newest.arrivedAt - DIGEST_WINDOW);
  const isMerged = new Set(list.map(({ types }) => [...types].sort().join())).size > 1;
  return {
    doubt: shown === "open_or_completed" ? "completion_crossed" : isMerged ? "two_lists" : null,
    shown,
    really: whatIs(requests, completions),
    expected: {
      state: shown,
      taskTypes: [...new Set(list.flatMap(({ types }) => types))].sort(),
      isMerged,
      openSince: text(openSince(arrived, completedAt, shown)),
      lastReminderAt: text(newest?.arrivedAt ?? null),
      ...completionFacts(shown, completedAt),
    },
  };
}

function known({ arrivedAt }: Arrived, completedAt: Moment | null): Known {
  if (completedAt === null || completedAt < arrivedAt - SENT_BEFORE) return "open";
  return completedAt > arrivedAt + SENT_AFTER ? "completed" : "open_or_completed";
}

/** The arrival of the first digest that is open as well; where not even the newest certainly is, its own. */
function openSince(arrived: readonly Arrived[], completedAt: Moment | null, shown: Known): Moment | null {
  if (shown === "completed") return null;
  if (shown === "open_or_completed") return arrived.at(-1)?.arrivedAt ?? null;
  return arrived.find((request) => known(request, completedAt) === "open")?.arrivedAt ?? null;
}

function completionFacts(shown: Known, completedAt: Moment | null): Facts {
  const at = text(completedAt);
  return shown === "open"
    ? { completedAt: null, previousCompletedAt: at }
    : { completedAt: at, previousCompletedAt: null };
}

function whatIs(requests: readonly TaskRequest[], completions: readonly Completion[]): string {
  const sentAt = Math.max(...requests.map((request) => request.sentAt), 0);
  return completions.some(({ happenedAt }) => happenedAt >= sentAt) ? "completed" : "open";
}

function text(moment: Moment | null): string | null {
  return moment === null ? null : textOf(moment);
}
