import type pg from "pg";
import { insertNotices, type NoticeRow } from "#lib/db/state/insert-notices.ts";
import type { FailedEvent } from "#lib/db/state/parked-events.ts";
import { flagProbableRetries } from "#lib/db/state/probable-retries.ts";
import type { ProjectableEvent } from "#lib/db/state/projectable-event.ts";
import { applyHalving } from "./apply-halving.ts";
import { deriveState } from "./derive-state.ts";
import { orFault } from "./projection-fault.ts";
import { type KeptContents, readNotice } from "./read-notice.ts";
import { touchedKeys } from "./touched-keys.ts";

/** How a batch becomes state; live and rebuilt state differ in it. */
export type Application = {
  apply: (client: pg.ClientBase, notices: readonly NoticeRow[]) => Promise<void>;
  kept: KeptContents;
};

const LIVE: Application = { apply: applyLive, kept: new Map() };

/**
 * Applies events within the caller's transaction. Those that cannot be applied are found by halving the batch, and
 * returned with the reason; all others are applied.
 */
export async function applyEvents(
  client: pg.ClientBase,
  events: readonly ProjectableEvent[],
  { apply, kept }: Application = LIVE,
): Promise<FailedEvent[]> {
  const notices: NoticeRow[] = [];
  const failed: FailedEvent[] = [];
  for (const event of events) {
    try {
      const notice = orFault(`what ${event.type} says`, () => readNotice(event, kept));
      if (notice !== null) notices.push(notice);
    } catch (error) {
      failed.push({ eventId: event.id, error: messageOf(error) });
    }
  }
  const culprits = await applyHalving(client, notices, (some) => apply(client, some));
  return [...failed, ...culprits.map(({ item, error }) => ({ eventId: item.event_id, error: messageOf(error) }))];
}

/** Adds the notices, and recomputes every register that a new one is part of. */
async function applyLive(client: pg.ClientBase, notices: readonly NoticeRow[]): Promise<void> {
  const added = await insertNotices(client, notices);
  const fresh = notices.filter(({ event_id }) => added.has(event_id));
  await deriveState(client, touchedKeys(fresh));
  // Last, as a door that counts a duplicate waits for the events that are flagged here.
  await flagProbableRetries(client, fresh);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
