import type { EventView } from "./get-event.ts";

/**
 * The JSON of an event's details. The payload stands in it as the authenticated text itself: building it from a parsed
 * value would round numbers, drop repeated keys and reorder others.
 */
export function eventDetailJson({ isPayloadJson, ...view }: EventView): string {
  const payload = isPayloadJson && view.payloadText !== null ? view.payloadText : "null";
  return `{"payload":${payload},${JSON.stringify(view).slice(1)}`;
}
