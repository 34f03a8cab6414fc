import { type Instant, shiftInstant } from "#lib/domain/instant.ts";
import type { Notice } from "./notice.ts";

/** A status as one notice gives it. */
export interface Statement {
  readonly resource: string;
  readonly status: string;
  readonly message: string | null;
  readonly receivedAt: Instant;
  readonly eventId: string;
  readonly isUpdate: boolean;
}

/** How long notices may overtake each other. */
const OVERTAKING_MS = 15 * 60_000;

const FINAL_PAYMENT_STATUSES: readonly string[] = ["done", "error", "cancelled"];
/** A creation without a status names one all the same, for resources that have statuses. */
const WITH_STATUS: readonly string[] = ["taxPayments", "documents"];

/** Null when the notice gives no status. */
export function statementOf(notice: Notice): Statement | null {
  const resource = notice.resource ?? "";
  const isUpdate = notice.kind === "resource_updated";
  const status = notice.status ?? (!isUpdate && WITH_STATUS.includes(resource) ? "created" : null);
  if (status === null) return null;
  return { resource, status, message: notice.message, receivedAt: notice.seenAt, eventId: notice.eventId, isUpdate };
}

/** A tax payment in such a status never leaves it: what follows has another id. */
export function isFinal({ resource, status }: Statement): boolean {
  return resource === "taxPayments" && FINAL_PAYMENT_STATUSES.includes(status);
}

/** The error of a document lasts until it is done. */
export function isLastingError({ resource, status }: Statement): boolean {
  return resource === "documents" && status === "error";
}

/** Whether a document's later "done" ends its error; a creation ends nothing that an update said. */
export function isResolvedBy(error: Statement, other: Statement): boolean {
  return other.status === "done" && other.receivedAt > error.receivedAt && (other.isUpdate || !error.isUpdate);
}

/** Whether a receipt at `earlier` may belong after one at `later`. */
export function mayHaveOvertaken(earlier: Instant, later: Instant): boolean {
  return earlier >= shiftInstant(later, -OVERTAKING_MS);
}
