import { RawText } from "#components/payload/raw-text.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { RequestRow } from "#lib/domain/api/requests.ts";

type Facts = Pick<RequestRow, "bodyPrefix" | "bodySize" | "eventId" | "isKept" | "canReverify">;

/** As much of a request's body as is kept here. */
export function RequestBody({ request }: { request: Facts }) {
  if (request.bodyPrefix !== null) {
    return <RawText label={isWhole(request) ? "Body" : "Beginning of the body"} text={request.bodyPrefix} />;
  }
  return <Notice tone="quiet">{whyNone(request)}</Notice>;
}

/** As many bytes as are kept of any refused request. */
const PREFIX_BYTES = 4096;

function isWhole({ bodySize, canReverify }: Facts): boolean {
  return canReverify && bodySize !== null && bodySize <= PREFIX_BYTES;
}

function whyNone({ bodySize, eventId, isKept }: Facts): string {
  if (eventId !== null) return "The whole body is kept with the event.";
  if (isKept) return "The body is kept in full and becomes readable as an event once it is accepted.";
  return bodySize === 0 ? "The request had no body." : "The body of a request that was refused unread is not kept.";
}
