/** Every status of a delivery, with what it means in words for operators. */
export const DELIVERY_STATUSES = {
  pending: "Waiting for its first attempt.",
  in_progress: "Being sent right now.",
  retry_scheduled: "The last attempt failed; another one is scheduled.",
  succeeded: "The destination answered 2xx.",
  dead_lettered: "Every attempt failed; nothing more is sent until someone redelivers it.",
  held: "Kept back; it is sent when what holds it ends.",
  canceled: "Will not be sent; it was canceled before it succeeded.",
  discarded: "Not sent, on purpose; it can be replayed.",
} as const;

export type DeliveryStatus = keyof typeof DELIVERY_STATUSES;

/** Why a delivery is held, canceled, discarded or dead-lettered. */
export const DELIVERY_REASONS = {
  source_paused: "The source is paused.",
  destination_paused: "The destination is paused.",
  breaker: "The destination keeps failing, so sending to it is suspended for a while.",
  poisoned: "Sending it stopped the worker five times.",
  operator: "An operator decided so.",
  destination_deleted: "The destination was deleted.",
  hop_limit: "The event came from a Signalbox already, so it is not passed on again.",
} as const;

const STATUS_LIST: readonly string[] = Object.keys(DELIVERY_STATUSES);

export function isDeliveryStatus(text: string): text is DeliveryStatus {
  return STATUS_LIST.includes(text);
}

/** How many deliveries of an event have each status; absent means none. */
export type DeliveryCounts = Partial<Record<DeliveryStatus, number>>;

/** The sentence for a stored reason; a code of a later version is shown as it is. */
export function explainDeliveryReason(reason: string | null): string | null {
  if (reason === null) return null;
  const known: Readonly<Record<string, string>> = DELIVERY_REASONS;
  return known[reason] ?? reason;
}
