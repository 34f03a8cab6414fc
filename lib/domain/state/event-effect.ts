import type { Instant } from "#lib/domain/instant.ts";
import { bySeen } from "./by-seen.ts";
import { distinctNotices } from "./distinct-notices.ts";
import type { Notice } from "./notice.ts";
import { isSameRegister, type StateSubject, subjectOf } from "./register.ts";
import { type StateView, stateView } from "./state-view.ts";
import { isSuperseded } from "./superseded.ts";

/** What an event changed when it arrived, given everything received before it. */
export type ArrivalEffect =
  /** `from` is null when nothing was known. */
  | { readonly kind: "changed"; readonly from: string | null; readonly to: string }
  /** The same state, said again by what is now the deciding event. */
  | { readonly kind: "confirmed"; readonly state: string }
  /** The same state, with something beside it moved: the last sync, a reminder, the list, the external id. */
  | { readonly kind: "updated"; readonly state: string; readonly details: readonly string[] }
  /** Nothing: `decidedBy`, received before it, happened after it or outranks it, as an update does a creation. */
  | { readonly kind: "out_of_order"; readonly state: string; readonly decidedBy: string }
  /** Nothing: it says no more than was known. */
  | { readonly kind: "unchanged"; readonly state: string };

/** Where an event stands among all that is known today. */
export type EffectStanding =
  | { readonly kind: "decides" }
  | { readonly kind: "superseded"; readonly by: string }
  | { readonly kind: "undecidable" }
  /** Neither replaced nor deciding: kept for what it says beside the state, such as the time of creation. */
  | { readonly kind: "counted" };

export type NoEffectReason = "names_nobody" | "unparsed" | "unknown_type" | "activity";
export type EffectRemark = "id_conflict" | "no_time" | "future_time" | "late";

export type EventEffect =
  | {
      readonly kind: "state";
      readonly subject: StateSubject;
      /** The id of the business, account or resource; for a resource without one its user's. */
      readonly subjectId: string;
      readonly at: Instant;
      /** False when `at` is the time of receipt. */
      readonly isTimed: boolean;
      readonly arrival: ArrivalEffect;
      readonly standing: EffectStanding;
      readonly remarks: readonly EffectRemark[];
    }
  | { readonly kind: "none"; readonly reason: NoEffectReason; readonly remarks: readonly EffectRemark[] };

export interface NotedFlags {
  /** Null when the event names no business or user. */
  readonly notice: Notice | null;
  readonly flags: readonly string[];
}

const REMARKS: readonly EffectRemark[] = ["id_conflict", "future_time", "late"];

/** What one event did. `notices` are those of its business or user in its source; those of other registers are ignored. */
export function eventEffect({ notice, flags }: NotedFlags, notices: readonly Notice[]): EventEffect {
  const subject = notice === null ? null : subjectOf(notice);
  if (notice === null || subject === null) {
    return { kind: "none", reason: reasonOf(notice, flags), remarks: remarksOf(null, flags) };
  }
  const register = distinctNotices([...notices.filter((other) => isSameRegister(notice, other)), notice]);
  return {
    kind: "state",
    subject,
    subjectId: subjectIdOf(subject, notice) ?? "",
    at: notice.at,
    isTimed: notice.isTimed,
    arrival: arrivalOf(subject, notice, register),
    standing: standingOf(subject, notice, register),
    remarks: remarksOf(notice, flags),
  };
}

function arrivalOf(subject: StateSubject, notice: Notice, register: readonly Notice[]): ArrivalEffect {
  const known = register.filter((other) => other.eventId !== notice.eventId && bySeen(other, notice) < 0);
  const before = stateView(subject, known);
  const after = stateView(subject, [...known, notice]);
  const state = after.state ?? "";
  if (before.state !== after.state) return { kind: "changed", from: before.state, to: state };
  const details = changedDetails(before, after);
  if (details.length > 0) return { kind: "updated", state, details };
  if (after.decidedBy.includes(notice.eventId)) return { kind: "confirmed", state };
  const judged = isSuperseded(notice, known);
  return judged.kind === "superseded"
    ? { kind: "out_of_order", state, decidedBy: judged.by }
    : { kind: "unchanged", state };
}

function standingOf(subject: StateSubject, notice: Notice, register: readonly Notice[]): EffectStanding {
  const judged = isSuperseded(notice, register);
  if (judged.kind === "undecidable") return judged;
  if (stateView(subject, register).decidedBy.includes(notice.eventId)) return { kind: "decides" };
  return judged.kind === "superseded" ? judged : { kind: "counted" };
}

function changedDetails(before: StateView, after: StateView): string[] {
  return Object.keys(after.details).filter((name) => before.details[name] !== after.details[name]);
}

function subjectIdOf(subject: StateSubject, notice: Notice): string | null {
  switch (subject) {
    case "business":
    case "task_list":
      return notice.businessId;
    case "connection":
      return notice.accountId;
    case "resource":
      return notice.resourceId === "" ? notice.userId : notice.resourceId;
    default:
      return subject satisfies never;
  }
}

function reasonOf(notice: Notice | null, flags: readonly string[]): NoEffectReason {
  if (flags.includes("unparsed")) return "unparsed";
  if (flags.includes("unknown_type")) return "unknown_type";
  return notice === null ? "names_nobody" : "activity";
}

/** Task lists and resources never carry a time, so that its absence needs a word only elsewhere. */
function remarksOf(notice: Notice | null, flags: readonly string[]): EffectRemark[] {
  const isTimeMissed =
    notice !== null && !notice.isTimed && notice.kind !== "tasks_requested" && subjectOf(notice) !== "resource";
  const remarks = REMARKS.filter((remark) => flags.includes(remark));
  return isTimeMissed && !remarks.includes("future_time") ? [...remarks, "no_time"] : remarks;
}
