import type { Actor } from "#lib/auth/actor.ts";
import { markAcceptedLater } from "#lib/db/requests/mark-accepted-later.ts";
import { readRequest, type StoredRequest } from "#lib/db/requests/read-kept-requests.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { conflict, notFound, type Refusal, refused } from "#lib/domain/refusal.ts";
import { REJECTION_CAUSES } from "#lib/domain/rejection-cause.ts";
import { type AcceptOutcome, acceptRequest, type KeptRequest } from "#lib/pipeline/receive/accept-request.ts";
import { consoleDoor } from "#lib/pipeline/receive/console-door.ts";
import type { ReceiveContext } from "#lib/pipeline/receive/receive-webhook.ts";

export type ReverifyRequestOutcome = { kind: "accepted"; eventId: string; isDuplicate: boolean } | Refusal;
export type FindDoor = () => Promise<{ context: Pick<ReceiveContext, "registry" | "verify" | "store"> }>;

/** Verifies a refused request with the keys of today; what verifies becomes an event with its original time. */
export async function reverifyRequest(
  actor: Actor,
  id: string,
  findDoor: FindDoor = consoleDoor,
): Promise<ReverifyRequestOutcome> {
  actor.require("request:accept");
  const request = await readRequest(id);
  if (request === null) return notFound("request");
  if (!isKept(request)) return conflictOf(request);
  const { context } = await findDoor();
  await context.registry.refresh();
  const outcome = await acceptRequest(context, request);
  if (outcome.kind !== "accepted") return refusalOf(outcome);
  const { eventId, isDuplicate } = outcome;
  await markAcceptedLater([{ requestId: id, eventId }], {
    actor,
    action: "request.accepted",
    target: { kind: "request", id },
    after: { eventId, isDuplicate },
  });
  return { kind: "accepted", eventId, isDuplicate };
}

function isKept(request: StoredRequest): request is StoredRequest & KeptRequest {
  return request.body !== null && request.acceptedLaterAt === null;
}

function conflictOf(request: StoredRequest): Refusal {
  if (request.acceptedLaterAt !== null) return conflict(`It was accepted already, as event ${request.eventId}.`);
  if (request.outcome === "accepted") return conflict("It was accepted when it arrived.");
  return refused("Only the beginning of its body was kept, so it cannot be verified again.");
}

function refusalOf(outcome: Exclude<AcceptOutcome, { kind: "accepted" }>): Refusal {
  switch (outcome.kind) {
    case "unknown_source":
      return refused("Its source no longer exists.");
    case "not_verified":
      return refused(`It still cannot be accepted. ${REJECTION_CAUSES[outcome.cause]}`);
    case "unavailable":
      throw new AppError("unavailable", "The event could not be stored; try again.", { cause: outcome.error });
  }
}
