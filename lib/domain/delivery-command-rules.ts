import type { DeliveryStatus } from "./delivery-status.ts";

export type CommandedDelivery = {
  status: DeliveryStatus;
  isReplay: boolean;
  isSourcePaused: boolean;
  /** `isSpared`: it keeps failing, and is asked from time to time only. */
  destination: { name: string; isPaused: boolean; isDeleted: boolean; isSpared: boolean };
};

/** Why one more attempt cannot be made now, in words; null when it can. */
export function findRedeliverProblem({
  status,
  isReplay,
  isSourcePaused,
  destination,
}: CommandedDelivery): string | null {
  if (destination.isDeleted) return `The destination ${destination.name} was deleted; replay the event to another one.`;
  if (status === "pending" && destination.isSpared) {
    return `It is due and waits for ${destination.name}, which keeps failing; have that tried now to send it sooner.`;
  }
  const problem = NOT_REDELIVERABLE[status];
  if (problem !== null) return problem;
  if (destination.isPaused) return `The destination ${destination.name} is paused; resume it first.`;
  if (!isSourcePaused || isReplay) return null;
  return "Its source is paused; resume the source, or replay the event: replays are not held.";
}

/** Why there is nothing left to cancel, in words; null when there is. */
export function findCancelProblem(status: DeliveryStatus): string | null {
  return NOT_CANCELABLE[status];
}

const NOT_REDELIVERABLE = {
  pending: "It already waits for its next attempt, which is due.",
  in_progress: "It is being sent right now; wait for the outcome.",
  retry_scheduled: null,
  succeeded: null,
  dead_lettered: null,
  held: "It is held; it is sent when the pause ends.",
  canceled: null,
  discarded: null,
} satisfies Record<DeliveryStatus, string | null>;

const NOT_CANCELABLE = {
  pending: null,
  in_progress: "It is being sent right now; wait for the outcome, then cancel what is left.",
  retry_scheduled: null,
  succeeded: "It has arrived already.",
  dead_lettered: "Nothing more will be sent, so there is nothing to cancel.",
  held: null,
  canceled: "It is canceled already.",
  discarded: "It was discarded, so there is nothing to cancel.",
} satisfies Record<DeliveryStatus, string | null>;
