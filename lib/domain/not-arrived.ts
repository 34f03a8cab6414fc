import type { AttemptRow, DeliveryRow } from "./api/deliveries.ts";
import type { NotArrived } from "./api/events.ts";
import type { DeliveryStatus } from "./delivery-status.ts";

type DeliveryAttempt = Pick<AttemptRow, "startedAt" | "error"> & { deliveryId: string };

/**
 * Each destination that has deliveries of an event and did not get it, nor is just being sent it, by its newest
 * delivery. `cancelReasons` holds what operators gave as the reason, by delivery.
 */
export function explainNotArrived(
  deliveries: readonly DeliveryRow[],
  attempts: readonly DeliveryAttempt[],
  cancelReasons: ReadonlyMap<string, string>,
): NotArrived[] {
  const newest = new Map<string, DeliveryRow>();
  for (const delivery of deliveries) {
    const known = newest.get(delivery.destinationId);
    if (known === undefined || isLater(delivery, known)) newest.set(delivery.destinationId, delivery);
  }
  return [...newest.values()].filter(isStuck).map((delivery) => ({
    destinationId: delivery.destinationId,
    destination: delivery.destination,
    deliveryId: delivery.id,
    status: delivery.status,
    since: delivery.since,
    reason: [delivery.explanation, lastError(delivery, attempts), cancelReasons.get(delivery.id) ?? ""]
      .filter((part) => part !== "")
      .join(" "),
    help: helpFor(delivery),
  }));
}

/** One that succeeded outweighs whatever came after it. */
function isLater(a: DeliveryRow, b: DeliveryRow): boolean {
  if (a.status === "succeeded" || b.status === "succeeded") return b.status !== "succeeded";
  return a.createdAt >= b.createdAt;
}

function isStuck({ status, reason }: DeliveryRow): boolean {
  return IS_STUCK[status] || (status === "pending" && reason === "breaker");
}

const IS_STUCK = {
  pending: false,
  in_progress: false,
  retry_scheduled: true,
  succeeded: false,
  dead_lettered: true,
  held: true,
  canceled: true,
  discarded: true,
} satisfies Record<DeliveryStatus, boolean>;

function lastError({ id, status }: DeliveryRow, attempts: readonly DeliveryAttempt[]): string {
  if (status !== "dead_lettered" && status !== "retry_scheduled") return "";
  const own = attempts.filter(({ deliveryId, error }) => deliveryId === id && error !== null);
  const last = own.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))[0];
  return last?.error ? `The last attempt: ${last.error.what}` : "";
}

function helpFor({ status, reason, isDestinationDeleted }: DeliveryRow): NotArrived["help"] {
  if (isDestinationDeleted) return null;
  if (status === "held") return reason === "source_paused" ? "resume_source" : "resume_destination";
  if (reason === "breaker") return "see_destination";
  return "redeliver";
}
