import type { Actor } from "#lib/auth/actor.ts";
import { inReverifyTurn } from "#lib/db/requests/in-reverify-turn.ts";
import { markAcceptedLater } from "#lib/db/requests/mark-accepted-later.ts";
import { readReverifiableRequests } from "#lib/db/requests/read-reverifiable-requests.ts";
import { findSourceId } from "#lib/db/sources/find-source-id.ts";
import type { ReverifyRequestsInput } from "#lib/domain/api/reverify-requests-input.ts";
import { AppError } from "#lib/domain/app-error.ts";
import { conflict, notFound, type Refusal } from "#lib/domain/refusal.ts";
import type { AcceptOutcome, KeptRequest } from "#lib/pipeline/receive/accept-request.ts";
import { acceptRequests } from "#lib/pipeline/receive/accept-requests.ts";
import { consoleDoor } from "#lib/pipeline/receive/console-door.ts";
import { type FindDoor, REVERIFY_WAIT_MS, SOMEBODY_ELSE } from "./reverify-request.ts";

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

/**
 * Accepts whatever verifies now of what a source refused and of which the whole body is here. Each page is complete when
 * the next one begins.
 */
export async function reverifyRequests(
  actor: Actor,
  input: ReverifyRequestsInput,
  findDoor: FindDoor = consoleDoor,
): Promise<ReverifyRequestsOutcome> {
  actor.require("request:accept");
  const sourceId = await findSourceId(input.source);
  if (sourceId === null) return notFound("source");
  const { context, pool } = await findDoor();
  await context.registry.refresh();
  const since = input.since === undefined ? null : new Date(input.since);
  const counts: ReverifyCounts = { checked: 0, accepted: 0, duplicates: 0, refused: {} };
  for (let afterId: string | null = null; ; ) {
    const scope = { sourceId, since, afterId, limit: PAGE };
    const turn = await inReverifyTurn(
      pool,
      { sourceId, waitMs: REVERIFY_WAIT_MS },
      async (): Promise<string | null> => {
        const page = await readPage(scope);
        if (page.length > 0) await settlePage(actor, input.source, page, await acceptRequests(context, page), counts);
        return page.at(-1)?.id ?? null;
      },
    );
    if (turn.kind === "busy") return conflict(SOMEBODY_ELSE);
    if (turn.value === null) return { kind: "reverified", ...counts };
    afterId = turn.value;
  }
}

async function readPage(scope: Parameters<typeof readReverifiableRequests>[0]): Promise<KeptRequest[]> {
  const page = await readReverifiableRequests(scope);
  return page.flatMap(({ body, ...request }) => (body === null ? [] : [{ ...request, body }]));
}

async function settlePage(
  actor: Actor,
  source: string,
  page: readonly KeptRequest[],
  outcomes: readonly AcceptOutcome[],
  counts: ReverifyCounts,
): Promise<void> {
  const accepted = outcomes.flatMap((outcome, index) => {
    const request = page[index];
    return outcome.kind === "accepted" && request ? [{ requestId: request.id, eventId: outcome.eventId }] : [];
  });
  for (const outcome of outcomes) count(outcome, counts);
  const after = { checked: page.length, accepted: accepted.length };
  const target = { kind: "source", id: source };
  if (accepted.length > 0) await markAcceptedLater(accepted, { actor, action: "requests.accepted", target, after });
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
