import { MINUTE, textOf } from "./moment.ts";
import { type Receipt, type Receipts, receiptOf, type Verdict } from "./truth.ts";

export interface ResourceNotice {
  readonly key: string;
  readonly isUpdate: boolean;
  readonly status: string | null;
  readonly message: string | null;
}

/** Notices may overtake each other within this. */
const OVERTAKING = 15 * MINUTE;
const FINAL = ["done", "error", "cancelled"];

type Heard = ResourceNotice & Receipt;

/** What may be said of a resource by what was received; `notices` in the order in which it really went. */
export function judgeResource(resource: string, notices: readonly ResourceNotice[], receipts: Receipts): Verdict {
  const heard = notices.map((notice): Heard => ({ ...notice, ...receiptOf(receipts, notice.key) })).sort(byReceipt);
  const withStatus = heard.filter(({ status }) => status !== null);
  // A creation comes before every update of what was created, whenever it arrives.
  const updates = withStatus.filter(({ isUpdate }) => isUpdate);
  const counted = updates.length === 0 ? withStatus : updates;
  const finals = resource === "taxPayments" ? counted.filter(({ status }) => FINAL.includes(status ?? "")) : [];
  if (new Set(finals.map(({ status }) => status)).size > 1) {
    const hasOpenError = finals.some(({ status }) => status === "error");
    const lastReceivedAt = textOf(finals.at(-1)?.at ?? 0);
    const expected = { status: "unclear", message: null, certainty: "unclear", hasOpenError, lastReceivedAt };
    const also = named(finals, null);
    return { doubt: "two_finals", really: "", shown: "unclear", expected: { ...expected, also } };
  }
  const last = finals.at(-1) ?? counted.at(-1) ?? null;
  const also = last === null ? [] : named(mayHold(resource, counted, last), last);
  const certainty = finals.length > 0 ? "final" : also.length > 0 ? "several_received" : "last_received";
  const hasOpenError = last?.status === "error" || also.some((name) => name.startsWith("error"));
  return {
    doubt: certainty === "several_received" ? "several_statuses" : null,
    really: whatIs(resource, notices),
    shown: last?.status ?? "",
    expected: {
      status: last?.status ?? null,
      message: last?.message ?? null,
      certainty,
      also,
      hasOpenError,
      lastReceivedAt: textOf((last ?? heard.at(-1))?.at ?? 0),
    },
  };
}

/** The last status there was; a payment that ended has ended, whatever is said of it afterwards. */
function whatIs(resource: string, notices: readonly ResourceNotice[]): string {
  const end = notices.find(({ status }) => resource === "taxPayments" && FINAL.includes(status ?? ""));
  return (end ?? notices.findLast(({ status }) => status !== null))?.status ?? "";
}

/** What arrived shortly before the last notice, or after a final one; and of documents an error nothing resolved. */
function mayHold(resource: string, heard: readonly Heard[], last: Heard): Heard[] {
  const doneAt = heard.findLast(({ status }) => status === "done")?.at ?? 0;
  const isUnresolved = ({ status, at }: Heard) => resource === "documents" && status === "error" && at > doneAt;
  return heard.filter((notice) => notice.at >= last.at - OVERTAKING || isUnresolved(notice));
}

/** Each status with its message once, the last one left out, in the alphabet. */
function named(heard: readonly Heard[], last: Heard | null): string[] {
  const nameOf = ({ status, message }: Heard) => (message === null ? (status ?? "") : `${status} ${message}`);
  const names = new Set(heard.map(nameOf));
  if (last !== null) names.delete(nameOf(last));
  return [...names].sort();
}

function byReceipt(a: Heard, b: Heard): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.eventId < b.eventId ? -1 : 1;
}
