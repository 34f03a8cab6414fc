/** What may surprise somebody who replays to a destination. */
export type ReplayedTo = {
  name: string;
  isPaused: boolean;
  failingSince: Date | null;
  /** Null when it was not counted. */
  overridden: number | null;
  hasOwnFilter: boolean;
  onTheWay: number;
  /** Sent although they were delivered before. */
  repeated: number;
  webhookIds: "same" | "new";
};

/** The warnings of one destination, a sentence each. */
export function targetWarnings(target: ReplayedTo): string[] {
  const { name, isPaused, failingSince, onTheWay, repeated, webhookIds } = target;
  const warnings: string[] = [];
  if (isPaused) warnings.push(`${name} is paused: what is replayed to it waits until it is resumed.`);
  if (failingSince !== null) {
    warnings.push(`${name} is failing since ${failingSince.toISOString()}: sending goes on when it answers again.`);
  }
  if (target.overridden === null ? target.hasOwnFilter : target.overridden > 0) warnings.push(overrides(target));
  if (onTheWay > 0) warnings.push(`${counted(onTheWay, "event")} still on the way to ${name} would arrive twice.`);
  if (repeated > 0 && webhookIds === "same") {
    warnings.push(
      `${name} has seen the webhook-id of ${counted(repeated, "event")}: a receiver that drops repeated ids ignores them. Its settings can ask for new ids on replays.`,
    );
  }
  return warnings;
}

function overrides({ name, overridden }: ReplayedTo): string {
  return overridden === null
    ? `${name} has a filter of its own, which a choice overrides: it gets every selected event.`
    : `${name} does not take ${overridden.toLocaleString("en-US")} of these events by its own filter; ${overridden === 1 ? "it is" : "they are"} sent all the same.`;
}

export type NothingToSend = {
  isFilter: boolean;
  selected: number;
  withoutPayload: number;
  destinations: number;
  /** Deliveries to make before anything is skipped. */
  pairs: number;
  deliveredBefore: number;
  skipDelivered: boolean;
};

/** Why a replay has nothing to send, and what would change that. */
export function whyNothingToSend(found: NothingToSend): string {
  const { selected, withoutPayload, pairs, deliveredBefore, skipDelivered } = found;
  if (selected === 0) return found.isFilter ? "No event matches this filter." : "None of these events exists.";
  if (withoutPayload === selected) return `${payloads(selected)} deleted, so nothing can be sent again.`;
  if (found.destinations === 0) return "There is no destination to send it to; create one first.";
  if (pairs === 0) {
    const events = selected === 1 ? "this event" : `any of these ${counted(selected, "event")}`;
    return `No destination takes ${events}. Choose one, or widen its filter.`;
  }
  if (skipDelivered && deliveredBefore === pairs) {
    const they = pairs === 1 ? "It was" : `All ${pairs.toLocaleString("en-US")} were`;
    return `${they} delivered before; send ${pairs === 1 ? "it" : "them"} again with skipDelivered=false.`;
  }
  const rest =
    skipDelivered && deliveredBefore > 0
      ? `${counted(deliveredBefore, "event")} arrived before, and the others`
      : "They";
  return `${rest} are superseded by newer events of the same subject; send them with skipSuperseded=false.`;
}

function payloads(count: number): string {
  return count === 1 ? "Its payload was" : `The payloads of all ${counted(count, "event")} were`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : `${noun}s`}`;
}

export function deletedPayloadWarning(count: number): string {
  return count === 1
    ? "The payload of 1 event was deleted: it is left out."
    : `The payloads of ${counted(count, "event")} were deleted: they are left out.`;
}

type SameReplay = { id: string; createdBy: string; createdAt: Date };

/** Somebody else started the same, and it is still under way. */
export function sameReplayWarning({ id, createdBy, createdAt }: SameReplay): string {
  return `${createdBy} started the same replay at ${createdAt.toISOString()} and it is under way: ${id}.`;
}

/** What a cancel leaves behind. */
export function cancelWords(sent: number, untouched: number): string {
  if (sent === 0 && untouched === 0) return "Nothing was sent, and nothing will be.";
  const stay =
    sent === 0 ? "Nothing was sent" : `${sent.toLocaleString("en-US")} sent and ${sent === 1 ? "stays" : "stay"} sent`;
  return `${stay}; ${untouched.toLocaleString("en-US")} will not be sent.`;
}
