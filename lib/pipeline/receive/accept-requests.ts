import { setImmediate as nextTurn } from "node:timers/promises";
import { type AcceptContext, type AcceptOutcome, acceptRequest, type KeptRequest } from "./accept-request.ts";

/** Accepts what verifies, in order. Between two of them live webhooks have their turn. */
export async function acceptRequests(
  context: AcceptContext,
  requests: readonly KeptRequest[],
): Promise<AcceptOutcome[]> {
  const outcomes: Promise<AcceptOutcome>[] = [];
  for (const request of requests) {
    outcomes.push(acceptRequest(context, request));
    await nextTurn();
  }
  return Promise.all(outcomes);
}
