import { breakerWords } from "./breaker-words.ts";
import { DELIVERY_STATUSES, type DeliveryStatus, explainDeliveryReason } from "./delivery-status.ts";

type Pause = { by: string | null; because: string | null };

/** Everything that decides why a delivery is where it is. Times are ISO 8601. */
export type DeliveryCircumstances = {
  status: DeliveryStatus;
  /** As stored. */
  reason: string | null;
  triggeredBy: string | null;
  attemptCount: number;
  source: { name: string; status: "enabled" | "paused" | "disabled" } & Pause;
  /** `pause` while it is paused, `breaker` while it is spared. */
  destination: {
    name: string;
    pause: Pause | null;
    breaker: { openedAt: string | null; nextProbeAt: string | null; error: string | null } | null;
  };
  createdAt: string;
  updatedAt: string;
  lastAttemptAt: string | null;
  completedAt: string | null;
};

type DeliveryExplanation = {
  reason: string | null;
  /** The status, and why, in words. */
  explanation: string;
  /** Since when it is so; null while it takes its ordinary way. */
  since: string | null;
};

export function explainDelivery(delivery: DeliveryCircumstances): DeliveryExplanation {
  const { breaker, name } = delivery.destination;
  const isWaiting = delivery.status === "pending" || delivery.status === "retry_scheduled";
  if (isWaiting && breaker !== null) {
    const since =
      breaker.openedAt !== null && breaker.openedAt > delivery.createdAt ? breaker.openedAt : delivery.createdAt;
    return { reason: "breaker", explanation: breakerWords({ name, ...breaker }), since };
  }
  const why = whyOf(delivery);
  const status = DELIVERY_STATUSES[delivery.status];
  return {
    reason: delivery.reason,
    explanation: why === null ? status : `${status} ${why}`,
    since: sinceOf(delivery),
  };
}

function sinceOf({ status, updatedAt, lastAttemptAt, completedAt }: DeliveryCircumstances): string | null {
  switch (status) {
    case "held":
      return updatedAt;
    case "retry_scheduled":
      return lastAttemptAt;
    case "dead_lettered":
    case "canceled":
    case "discarded":
      return completedAt;
    case "pending":
    case "in_progress":
    case "succeeded":
      return null;
    default:
      return status satisfies never;
  }
}

function whyOf(delivery: DeliveryCircumstances): string | null {
  const { status, reason, triggeredBy, attemptCount } = delivery;
  if (status === "held") return whyHeld(delivery);
  if (status === "discarded") return `${triggeredBy ?? "An operator"} discarded it when ${pauseOf(delivery)} ended.`;
  if (status === "canceled" && reason === "operator") return `${triggeredBy ?? "An operator"} canceled it.`;
  if (status === "canceled" && reason === "destination_deleted") return deletedBy(delivery);
  if (status === "dead_lettered" && reason === null) {
    return `Given up after ${attemptCount} ${attemptCount === 1 ? "attempt" : "attempts"}.`;
  }
  return explainDeliveryReason(reason);
}

function whyHeld({ reason, source, destination }: DeliveryCircumstances): string | null {
  if (reason === "source_paused") {
    if (source.status === "paused") return `${source.name} is paused${by(source)}`;
    if (source.status === "enabled") return `The pause of ${source.name} is over; its turn comes in a moment.`;
    return `${source.name} was paused and is disabled now; enabling it sends or discards what waits.`;
  }
  if (reason === "destination_paused") {
    if (destination.pause !== null) return `${destination.name} is paused${by(destination.pause)}`;
    return `The pause of ${destination.name} is over; its turn comes in a moment.`;
  }
  return explainDeliveryReason(reason);
}

function pauseOf({ reason, source, destination }: DeliveryCircumstances): string {
  return `the pause of ${reason === "source_paused" ? source.name : destination.name}`;
}

function deletedBy({ destination, triggeredBy }: DeliveryCircumstances): string {
  return triggeredBy === null ? `${destination.name} was deleted.` : `${triggeredBy} deleted ${destination.name}.`;
}

function by({ by: who, because }: Pause): string {
  const actor = who === null ? "" : ` by ${who}`;
  return because === null || because === "" ? `${actor}.` : `${actor}: ${because}`;
}
