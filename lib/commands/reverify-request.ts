import type { Actor } from "#lib/auth/actor.ts";
import { inReverifyTurn } from "#lib/db/requests/in-reverify-turn.ts";
import { isAcceptedOnArrival } from "#lib/db/requests/is-accepted-on-arrival.ts";
import { markAcceptedLater } from "#lib/db/requests/mark-accepted-later.ts";
import { readRequest } from "#lib/db/requests/read-reverifiable-requests.ts";
import type { StoredRequest } from "#lib/db/requests/stored-request.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { explainRejection } from "#lib/domain/explain-rejection.ts";
import { conflict, notFound, type Refusal, refused } from "#lib/domain/refusal.ts";
import { REJECTION_CAUSES } from "#lib/domain/rejection-cause.ts";
import { type AcceptOutcome, acceptRequest } from "#lib/pipeline/receive/accept-request.ts";
import { consoleDoor } from "#lib/pipeline/receive/console-door.ts";
import type { OpenDoor } from "#lib/pipeline/receive/open-door.ts";

export type ReverifyRequestOutcome = { kind: "accepted"; eventId: string; isDuplicate: boolean } | Refusal;
export type FindDoor = () => Promise<Pick<OpenDoor, "pool" | "context">>;

/** How long an operator waits while somebody else verifies requests of the same source again. */
export const REVERIFY_WAIT_MS = 10_000;
const ACCEPTED_ON_ARRIVAL = "It was accepted when it arrived.";
export const SOMEBODY_ELSE =
  "Requests of this source are being verified again at this moment. Try once more in a minute.";

/** Verifies a refused request with the keys of today; what verifies becomes an event with its original time. */
export async function reverifyRequest(
  actor: Actor,
  id: string,
  findDoor: FindDoor = consoleDoor,
): Promise<ReverifyRequestOutcome> {
  actor.require("request:accept");
  const known = await readRequest(id);
  if (known === null) return (await isAcceptedOnArrival(id)) ? conflict(ACCEPTED_ON_ARRIVAL) : notFound("request");
  if (known.body === null) return conflictOf(known);
  const { context, pool } = await findDoor();
  await context.registry.refresh();
  const turn = await inReverifyTurn(pool, { sourceId: known.sourceId ?? "", waitMs: REVERIFY_WAIT_MS }, () =>
    acceptNow(actor, id, context),
  );
  return turn.kind === "done" ? turn.value : conflict(SOMEBODY_ELSE);
}

/** Read again in our turn: somebody else may have accepted it in theirs. */
async function acceptNow(actor: Actor, id: string, context: OpenDoor["context"]): Promise<ReverifyRequestOutcome> {
  const request = await readRequest(id);
  if (request === null) return notFound("request");
  const { body } = request;
  if (body === null) return conflictOf(request);
  const outcome = await acceptRequest(context, { ...request, body });
  if (outcome.kind !== "accepted") return refusalOf(outcome);
  const { eventId, isDuplicate } = outcome;
  await markAcceptedLater([{ requestId: id, eventId }], {
    actor,
    action: "request.accepted",
    target: { kind: "request", id },
    after: { eventId, isDuplicate, cause: request.cause },
  });
  return { kind: "accepted", eventId, isDuplicate };
}

function conflictOf({ acceptedLaterAt, outcome, eventId, cause }: StoredRequest): Refusal {
  if (acceptedLaterAt !== null) return conflict(`It was accepted already, as event ${eventId}.`);
  if (outcome === "accepted") return conflict(ACCEPTED_ON_ARRIVAL);
  return refused(
    `Its body was not kept whole, so it cannot be verified again. ${explainRejection(cause) ?? ""}`.trim(),
  );
}

function refusalOf(outcome: Exclude<AcceptOutcome, { kind: "accepted" }>): Refusal {
  switch (outcome.kind) {
    case "unknown_source":
      return refused("Its source no longer exists.");
    case "not_verified":
      return refused(`It still cannot be accepted. ${REJECTION_CAUSES[outcome.cause]}`);
    case "shared_header_unknown":
      return refused(
        "Its source requires a shared header now and required none when it arrived, so nobody can tell whether it was sent with it.",
      );
    case "unavailable":
      throw new AppError("unavailable", "The event could not be stored; try again.", { cause: outcome.error });
    default:
      return outcome satisfies never;
  }
}
