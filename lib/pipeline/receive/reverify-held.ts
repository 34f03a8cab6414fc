import type pg from "pg";
import { readHeldRequests, releaseHeldRequests } from "#lib/db/requests/held-requests.ts";
import { inReverifyTurn } from "#lib/db/requests/in-reverify-turn.ts";
import type { StoredRequest } from "#lib/db/requests/stored-request.ts";
import { isHeldCause } from "#lib/domain/reverifiable.ts";
import { systemIdentity } from "#lib/domain/system-identity.ts";
import type { RegisteredSource } from "#lib/pipeline/verify/source-registry.ts";
import type { Logger } from "#lib/platform/log.ts";
import type { AcceptContext, AcceptOutcome, KeptRequest } from "./accept-request.ts";
import { acceptRequests } from "./accept-requests.ts";

export interface HeldOptions {
  pool: pg.Pool;
  log: Logger;
  context: AcceptContext;
}

const PAGE = 50;
const ACTOR = systemIdentity("Automatic re-verification");

/**
 * Verifies what is held of a source, oldest first: what is genuine becomes an event, what is not an ordinary refusal, and
 * what nobody can tell yet stays. Returns how many became events; another process may be doing it, then none.
 */
export async function reverifyHeld(options: HeldOptions, source: RegisteredSource): Promise<number> {
  let accepted = 0;
  for (let afterId: string | null = null; ; ) {
    const after: string | null = afterId;
    const turn = await inReverifyTurn(options.pool, { sourceId: source.row.id, waitMs: 0 }, async (client) => {
      const page = await readHeldRequests(client, { sourceId: source.row.id, afterId: after, limit: PAGE });
      return { last: page.at(-1)?.id, accepted: await settlePage(options, client, source, page) };
    });
    if (turn.kind === "busy") return accepted;
    accepted += turn.value.accepted;
    if (turn.value.last === undefined) return accepted;
    afterId = turn.value.last;
  }
}

async function settlePage(
  { context, log }: HeldOptions,
  client: pg.PoolClient,
  source: RegisteredSource,
  page: readonly StoredRequest[],
): Promise<number> {
  const held = page.flatMap(({ body, ...request }): KeptRequest[] => (body === null ? [] : [{ ...request, body }]));
  const outcomes = await acceptRequests(context, held);
  const accepted: { requestId: string; eventId: string }[] = [];
  const failed: { id: string; cause: string }[] = [];
  for (const [index, { id }] of held.entries()) {
    const outcome = outcomes[index];
    if (outcome?.kind === "accepted") accepted.push({ requestId: id, eventId: outcome.eventId });
    const cause = failureOf(outcome);
    if (cause !== null) failed.push({ id, cause });
  }
  if (failed.length > 0) await releaseHeldRequests(client, failed);
  if (accepted.length > 0) await markAccepted(source.row.slug, held.length, accepted);
  const facts = { source: source.row.slug, accepted: accepted.length, refused: failed.length };
  if (accepted.length + failed.length > 0) log.info("held requests verified again", facts);
  return accepted.length;
}

/** Why a held request is refused for good; null when it is not. */
function failureOf(outcome: AcceptOutcome | undefined): string | null {
  if (outcome?.kind !== "not_verified" || isHeldCause(outcome.cause)) return null;
  return outcome.cause;
}

async function markAccepted(slug: string, checked: number, accepted: { requestId: string; eventId: string }[]) {
  // Loaded on the rare occasion only: the receiver stays small without the console's database client.
  const { markAcceptedLater } = await import("#lib/db/requests/mark-accepted-later.ts");
  await markAcceptedLater(accepted, {
    actor: ACTOR,
    action: "requests.accepted",
    target: { kind: "source", id: slug },
    after: { checked, accepted: accepted.length },
  });
}
