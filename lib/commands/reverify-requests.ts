import type { Actor } from "#lib/auth/actor.ts";
import { markAcceptedLater } from "#lib/db/requests/mark-accepted-later.ts";
import { readKeptRequests, type StoredRequest } from "#lib/db/requests/read-kept-requests.ts";
import { findSourceId } from "#lib/db/sources/find-source-id.ts";
import type { ReverifyRequestsInput } from "#lib/domain/api/reverify-requests-input.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { notFound, type Refusal } from "#lib/domain/refusal.ts";
import { type AcceptOutcome, acceptRequest } from "#lib/pipeline/receive/accept-request.ts";
import { consoleDoor } from "#lib/pipeline/receive/console-door.ts";
import type { FindDoor } from "./reverify-request.ts";

export type ReverifyCounts = {
  checked: number;
  /** New events. */
  accepted: number;
  /** Of events that were there already, such as the provider's own retries. */
  duplicates: number;
  /** Still refused, by cause. */
  refused: Record<string, number>;
};

export type ReverifyRequestsOutcome = ({ kind: "reverified" } & ReverifyCounts) | Refusal;

/** Small enough that the store takes a page at once, large enough that pages are few. */
const PAGE = 200;

/** Accepts whatever verifies now of what a source refused and kept. Each page is complete when the next one begins. */
export async function reverifyRequests(
  actor: Actor,
  input: ReverifyRequestsInput,
  findDoor: FindDoor = consoleDoor,
): Promise<ReverifyRequestsOutcome> {
  actor.require("request:accept");
  const sourceId = await findSourceId(input.source);
  if (sourceId === null) return notFound("source");
  const { context } = await findDoor();
  await context.registry.refresh();
  const since = input.since === undefined ? null : new Date(input.since);
  const counts: ReverifyCounts = { checked: 0, accepted: 0, duplicates: 0, refused: {} };
  for (let afterId: string | null = null; ; ) {
    const page = await readKeptRequests({ sourceId, since, afterId, limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) return { kind: "reverified", ...counts };
    const outcomes = await Promise.all(page.map((request) => acceptOne(context, request)));
    await settlePage(actor, input.source, page, outcomes, counts);
    afterId = last.id;
  }
}

function acceptOne(context: Awaited<ReturnType<FindDoor>>["context"], request: StoredRequest): Promise<AcceptOutcome> {
  const { body } = request;
  if (body === null) throw new Error("a request that was not kept in full");
  return acceptRequest(context, { ...request, body });
}

async function settlePage(
  actor: Actor,
  source: string,
  page: readonly StoredRequest[],
  outcomes: readonly AcceptOutcome[],
  counts: ReverifyCounts,
): Promise<void> {
  const accepted = outcomes.flatMap((outcome, index) => {
    const request = page[index];
    return outcome.kind === "accepted" && request ? [{ requestId: request.id, eventId: outcome.eventId }] : [];
  });
  for (const outcome of outcomes) count(outcome, counts);
  await markAcceptedLater(accepted, {
    actor,
    action: "requests.accepted",
    target: { kind: "source", id: source },
    after: { checked: page.length, accepted: accepted.length },
  });
  const failed = outcomes.find((outcome) => outcome.kind === "unavailable");
  if (failed) throw new AppError("unavailable", "Not every event could be stored; try again.", { cause: failed.error });
}

function count(outcome: AcceptOutcome, counts: ReverifyCounts): void {
  counts.checked += 1;
  if (outcome.kind === "accepted") counts[outcome.isDuplicate ? "duplicates" : "accepted"] += 1;
  else {
    const cause = outcome.kind === "not_verified" ? outcome.cause : outcome.kind;
    counts.refused[cause] = (counts.refused[cause] ?? 0) + 1;
  }
}
