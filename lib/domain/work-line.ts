import { listInWords } from "./list-in-words.ts";
import { WORK_LIMITS, type WorkKind } from "./work-kind.ts";

interface CountedWork {
  readonly kind: WorkKind;
  readonly count: number;
  /** Expired connections without a reconnect task. */
  readonly unaskedCount: number;
}

type Line = (count: number, unaskedCount: number) => string;

const LINES = {
  connection_expired: (count, unasked) => `${are(count, "connection", "expired")}${tail(count, unasked)}.`,
  payment_error: (count) => `${are(count, "tax payment", "in error")}.`,
  document_error: (count) => `${are(count, "document", "in error")}.`,
  tasks_open: (count) =>
    `${count} ${count === 1 ? "business has" : "businesses have"} had tasks open for ${WORK_LIMITS.tasksOpenDays} days or more.`,
  payment_stuck: (count) =>
    `${are(count, "tax payment", `not submitted after ${WORK_LIMITS.paymentStuckHours} hours`)}.`,
  no_connection: (count) => `${count} new ${count === 1 ? "business has" : "businesses have"} no bank connection yet.`,
  late_activity: (count) =>
    `${count} deactivated ${count === 1 ? "business still sends" : "businesses still send"} events.`,
  unclear: (count) => `${count} ${count === 1 ? "state is" : "states are"} unclear; check with the provider.`,
} satisfies Record<WorkKind, Line>;

/** The items of one kind as a line of the overview. */
export function workLine({ kind, count, unaskedCount }: CountedWork): string {
  return LINES[kind](count, unaskedCount);
}

/** What each kind is about, so that the verdict can count things instead of problems. */
const THINGS = {
  connection_expired: ["connection", "connections"],
  payment_error: ["tax payment", "tax payments"],
  document_error: ["document", "documents"],
  tasks_open: ["task list", "task lists"],
  payment_stuck: ["tax payment", "tax payments"],
  no_connection: ["business", "businesses"],
  late_activity: ["business", "businesses"],
  unclear: ["unclear state", "unclear states"],
} satisfies Record<WorkKind, readonly [string, string]>;

const MOST_NAMED = 3;

/** "12 connections and 3 tax payments need a person."; null when nothing does. */
export function workSentence(counts: readonly CountedWork[]): string | null {
  const byThing = new Map<string, { count: number; words: readonly [string, string] }>();
  for (const { kind, count } of counts) {
    const words = THINGS[kind];
    const sum = (byThing.get(words[0])?.count ?? 0) + count;
    if (sum > 0) byThing.set(words[0], { count: sum, words });
  }
  const named = [...byThing.values()].map(({ count, words }) => `${count} ${count === 1 ? words[0] : words[1]}`);
  if (named.length === 0) return null;
  const rest = named.length - MOST_NAMED;
  const shown = rest > 0 ? [...named.slice(0, MOST_NAMED), "more"] : named;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return `${listInWords(shown)} ${total === 1 ? "needs" : "need"} a person.`;
}

function are(count: number, thing: string, what: string): string {
  return `${count} ${count === 1 ? `${thing} is` : `${thing}s are`} ${what}`;
}

function tail(count: number, unasked: number): string {
  if (unasked === 0) return count === 1 ? ", the owner was asked to reconnect" : ", the owners were asked to reconnect";
  return unasked === count ? ", no reconnect task" : `, ${unasked} without a reconnect task`;
}
