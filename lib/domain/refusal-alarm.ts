import type { RejectionCause } from "./rejection-cause.ts";

/**
 * Refusals by which a genuine event may be lost without anybody noticing: the sender tries again, meets the same, and
 * gives up.
 */
export const REFUSAL_ALARMS = {
  too_large: "A request was larger than 256 KiB. If the provider sent it, it will give up and the event is lost.",
  too_slow:
    "A request did not arrive within ten seconds. If the provider sent it, it will give up and the event is lost.",
  too_fragmented:
    "A request arrived in more than 2,048 pieces. If the provider sent it, it will give up and the event is lost.",
  authentic_not_an_object:
    "The provider signed a body that is not a JSON object that can be read, so nothing could be made of it.",
} as const satisfies Partial<Record<RejectionCause, string>>;

export function isRefusalAlarm(cause: string): cause is keyof typeof REFUSAL_ALARMS {
  return Object.hasOwn(REFUSAL_ALARMS, cause);
}
