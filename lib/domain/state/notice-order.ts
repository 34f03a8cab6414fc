import type { Notice } from "./notice.ts";
import { isFinal, isLastingError, mayHaveOvertaken, type Statement, statementOf } from "./resource-statement.ts";
import { mayHaveCrossed, taskOrder } from "./task-sending.ts";

/** Whether `other`, of the same register, certainly says something later than `notice` that takes its place. */
export function isReplacedBy(notice: Notice, other: Notice): boolean {
  switch (notice.kind) {
    case "business_created":
    case "activity":
      return false;
    case "business_activated":
    case "business_deactivated":
      return other.kind !== "business_created" && other.at > notice.at;
    case "account_connected":
    case "account_disconnected":
    case "account_expired":
      return other.kind !== "account_synced" && other.at > notice.at;
    case "account_synced":
      return other.kind === "account_synced" && other.at > notice.at;
    case "tasks_requested":
      if (other.kind === "tasks_completed") return taskOrder(notice, other.at) === "completed";
      return other.seenAt > notice.seenAt && !mayHaveCrossed(notice, other);
    case "tasks_completed":
      return other.kind === "tasks_completed" ? other.at > notice.at : taskOrder(other, notice.at) === "open";
    case "resource_created":
    case "resource_updated":
      return isResourceReplacedBy(notice, other);
    default:
      return notice.kind satisfies never;
  }
}

/** Whether two of the same register differ and either may be the later one. */
export function isCrossed(notice: Notice, other: Notice): boolean {
  switch (notice.kind) {
    case "business_activated":
    case "business_deactivated":
      return other.kind !== "business_created" && other.kind !== notice.kind && other.at === notice.at;
    case "account_connected":
    case "account_disconnected":
    case "account_expired":
      return other.kind !== "account_synced" && other.kind !== notice.kind && other.at === notice.at;
    case "tasks_requested":
      if (other.kind === "tasks_completed") return taskOrder(notice, other.at) === "open_or_completed";
      return other.seenAt < notice.seenAt ? mayHaveCrossed(other, notice) : mayHaveCrossed(notice, other);
    case "tasks_completed":
      return other.kind === "tasks_requested" && taskOrder(other, notice.at) === "open_or_completed";
    case "resource_created":
    case "resource_updated":
      return isResourceCrossed(notice, other);
    case "business_created":
    case "account_synced":
    case "activity":
      return false;
    default:
      return notice.kind satisfies never;
  }
}

function isResourceReplacedBy(notice: Notice, other: Notice): boolean {
  const [said, saidLater] = [statementOf(notice), statementOf(other)];
  const isLater = other.seenAt > notice.seenAt && !mayHaveOvertaken(notice.seenAt, other.seenAt);
  if (said !== null && saidLater !== null && (isFinal(said) || isFinal(saidLater))) {
    return !isFinal(said) || (isSame(said, saidLater) && isLater);
  }
  if (isCreationOf(other, notice)) return false;
  const isOrdered = isLater || isCreationOf(notice, other);
  if (said === null || saidLater === null) return said === null && isOrdered;
  if (isLastingError(said)) return isLater && (saidLater.status === "done" || isSame(said, saidLater));
  // A document's "done" is what ended its error: without it the error would stand again.
  if (said.resource === "documents" && said.status === "done") return isLater && saidLater.status === "done";
  return isOrdered;
}

function isCreationOf(creation: Notice, update: Notice): boolean {
  return creation.kind === "resource_created" && update.kind === "resource_updated";
}

function isResourceCrossed(notice: Notice, other: Notice): boolean {
  const [said, saidByOther] = [statementOf(notice), statementOf(other)];
  if (said === null || saidByOther === null || isSame(said, saidByOther)) return false;
  if (isFinal(said) || isFinal(saidByOther)) return isFinal(said) && isFinal(saidByOther);
  if (isLastingError(said) && saidByOther.status !== "done" && other.seenAt > notice.seenAt) return true;
  if (notice.kind !== other.kind) return false;
  const [earlier, later] = notice.seenAt < other.seenAt ? [notice, other] : [other, notice];
  return mayHaveOvertaken(earlier.seenAt, later.seenAt);
}

function isSame(a: Statement, b: Statement): boolean {
  return a.status === b.status && a.message === b.message;
}
