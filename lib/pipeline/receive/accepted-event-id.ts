import { createHash } from "node:crypto";
import { v7 } from "uuid";
import type { KeptRequest } from "./accept-request.ts";

/**
 * The id of the event that a kept request becomes, the same each time that is tried: an acceptance that is repeated
 * because nobody knows whether the first was committed meets its own event, not a duplicate.
 */
export function acceptedEventId({ id, receivedAt }: Pick<KeptRequest, "id" | "receivedAt">): string {
  const random = createHash("sha256").update(`accepted ${id}`).digest().subarray(0, 16);
  return v7({ msecs: receivedAt.getTime(), random });
}
