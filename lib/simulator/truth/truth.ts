import type { Moment } from "./moment.ts";

export type SubjectKind = "business" | "connection" | "task_list" | "user" | "resource";

/** Why what the providers' pages say cannot settle the case. */
export const DOUBTS = [
  "same_instant",
  "sync_after_problem",
  "completion_crossed",
  "two_lists",
  "several_statuses",
  "two_finals",
] as const;
export type Doubt = (typeof DOUBTS)[number];

export type FactValue = string | number | boolean | null | readonly string[];
/** By the name of the field; what is not named is not claimed. */
export type Facts = Readonly<Record<string, FactValue>>;

/** What is the case with one subject at the end of a story, and what anybody can know of it. */
export interface Verdict {
  /** Null where the pages decide it. */
  readonly doubt: Doubt | null;
  /** What is really the case: equal to what is to be shown where there is no doubt. */
  readonly really: string;
  readonly shown: string;
  readonly expected: Facts;
}

export interface Subject {
  readonly kind: SubjectKind;
  /** The ids that name it within its source. */
  readonly ids: readonly string[];
  /** Some of it depends on when the events were received, which only the run can say. */
  tell(receipts: Receipts): Verdict;
}

export interface Receipt {
  readonly at: Moment;
  /** Orders what was received in the same instant. */
  readonly eventId: string;
}

/** The first receipt of every event, by the event's key. */
export type Receipts = ReadonlyMap<string, Receipt>;

export function receiptOf(receipts: Receipts, key: string): Receipt {
  const receipt = receipts.get(key);
  if (receipt === undefined) throw new Error(`the event ${key} was never received`);
  return receipt;
}
