import { nextIrsDate } from "./irs-date.ts";
import { listInWords } from "./list-in-words.ts";
import { fixFor } from "./resource-error.ts";
import { spanInWords } from "./span-in-words.ts";
import { taskTypeWords } from "./task-type.ts";
import type { WorkFacts, WorkFactsByKind } from "./work-facts.ts";
import type { WorkKind } from "./work-kind.ts";

export interface WorkWords {
  readonly title: string;
  /** What to do about it, in a sentence or two. */
  readonly todo: string;
}

const CHECK = "Check with the provider and record what it shows.";

/** An item of the work queue in words. */
export function describeWork(facts: WorkFacts, now: Date): WorkWords {
  // The facts of a kind are those that its own describer takes, which the types cannot follow through the map.
  const put = DESCRIBERS[facts.kind] as (facts: WorkFacts, now: Date) => WorkWords;
  return put(facts, now);
}

type Describer<Kind extends WorkKind> = (
  facts: WorkFactsByKind[Kind] & { readonly since: string },
  now: Date,
) => WorkWords;

const DESCRIBERS: { readonly [Kind in WorkKind]: Describer<Kind> } = {
  connection_expired: ({ since, isReconnectAsked, lastReminderAt }, now) => {
    const title = `Bank connection expired ${ago(since, now)}`;
    if (!isReconnectAsked) {
      const todo = "Chase: no reconnect task is open, so Asset is not reminding the owner. Ask them to reconnect.";
      return { title: `${title}, no reconnect task`, todo };
    }
    const reminded = lastReminderAt === null ? "asked to reconnect" : `last reminded ${ago(lastReminderAt, now)}`;
    return {
      title: `${title}, owner ${reminded}`,
      todo: "Wait for the owner to reconnect, or chase them. A later sync is shown as probably reconnected.",
    };
  },
  payment_error: ({ status, message }, now) => ({
    title: `Tax payment in error${reason(message)}${doubt(status)}`,
    todo: `${fixFor("taxPayments", message) ?? CHECK} Next IRS date: ${dayWords(nextIrsDate(now))}.`,
  }),
  document_error: ({ status, message }) => ({
    title: `Document in error${reason(message)}${doubt(status)}`,
    todo: fixFor("documents", message) ?? CHECK,
  }),
  tasks_open: ({ since, state, taskTypes, lastReminderAt }, now) => {
    const reminded = lastReminderAt === null ? "" : ` The owner was last reminded ${ago(lastReminderAt, now)}.`;
    const doubtful = state === "open" ? "" : " A completion crossed with the request: order not known, kept open.";
    return {
      title: `Tasks open ≥ ${age(since, now)}: ${taskTypes.map(taskTypeWords).join(", ") || "none named"}`,
      todo: `Chase the owner.${reminded}${doubtful}`,
    };
  },
  payment_stuck: ({ since, status }, now) => ({
    title: `Tax payment still ${status} after ${age(since, now)}`,
    todo: `Abound says payments are usually submitted within 48 hours. ${CHECK}`,
  }),
  no_connection: ({ since }, now) => ({
    title: `Created ${ago(since, now)}, no bank connection reported yet`,
    todo: "Onboarding may be stuck: ask the owner to connect a bank.",
  }),
  late_activity: ({ since, count, lastAt }, now) => ({
    title: `Deactivated ${ago(since, now)}, still sends events: ${count} since${lastAt === null ? "" : `, last ${ago(lastAt, now)}`}`,
    todo: "Find out whether it was deactivated by mistake, or whether its connections were left behind.",
  }),
  unclear: ({ subject, candidates }) => ({
    title: `${SUBJECTS[subject]} unclear: ${listInWords(candidates) || "contradicting events"}`,
    todo: `${UNCLEAR[subject]} ${CHECK}`,
  }),
};

const SUBJECTS = { business: "Business", connection: "Bank connection", resource: "Resource" };
const UNCLEAR = {
  business: "Activation and deactivation carry the same time.",
  connection: "Contradicting events carry the same time.",
  resource: "Abound sent two final statuses.",
} satisfies Record<keyof typeof SUBJECTS, string>;

function reason(message: string | null): string {
  return message === null ? "" : `: ${message}`;
}

/** The error is not the last thing received. */
function doubt(status: string | null): string {
  return status === "error" || status === null ? "" : `, also received: ${status}`;
}

/** "2027-01-15" as "15 Jan 2027". */
function dayWords(day: string): string {
  const words = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Date(day).toLocaleDateString("en-GB", words);
}

function age(since: string, now: Date): string {
  return spanInWords(now.getTime() - Date.parse(since));
}

function ago(since: string, now: Date): string {
  return `${age(since, now)} ago`;
}
