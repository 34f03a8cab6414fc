import type { DeliveryRow } from "#lib/domain/api/deliveries.ts";
import { ATTEMPT_ERROR_NAMES } from "#lib/domain/attempt-error-names.ts";
import type { DELIVERY_REASONS } from "#lib/domain/delivery-status.ts";

/** Each reason in two or three words, for menus and cells. */
export const REASON_WORDS = {
  source_paused: "Source paused",
  destination_paused: "Destination paused",
  breaker: "Destination failing",
  poisoned: "Stopped the worker",
  operator: "Operator's decision",
  destination_deleted: "Destination deleted",
  hop_limit: "Came from a Signalbox",
} satisfies Record<keyof typeof DELIVERY_REASONS, string>;

/** Why a delivery is not through, in a few words; null when there is nothing to say. */
export function whyInShort({ status, reason, lastOutcome }: DeliveryRow): string | null {
  if (status === "succeeded") return null;
  if (reason !== null) return wordsOf(REASON_WORDS, reason);
  return lastOutcome === null || lastOutcome === "succeeded" ? null : wordsOf(ATTEMPT_ERROR_NAMES, lastOutcome);
}

/** A code of a later version is shown as it is. */
function wordsOf(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code.replaceAll("_", " ");
}
