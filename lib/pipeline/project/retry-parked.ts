import type pg from "pg";
import { inClientTransaction } from "#lib/db/in-client-transaction.ts";
import {
  type FailedEvent,
  findDueParkedEvents,
  recordParkedFailure,
  unparkEvents,
} from "#lib/db/state/parked-events.ts";
import { readEventsById } from "#lib/db/state/projectable-event.ts";
import { lockProjector, notifyState } from "#lib/db/state/projector-position.ts";
import { applyEvents } from "./apply-events.ts";

export type RetryOutcome = { applied: number; failed: readonly FailedEvent[] };

const MAX_EVENTS = 50;

/** Applies the parked events whose next attempt is due, each by itself. */
export function retryParked(pool: pg.Pool): Promise<RetryOutcome> {
  return inClientTransaction(pool, async (client) => {
    if ((await lockProjector(client)) === null) return { applied: 0, failed: [] };
    const ids = await findDueParkedEvents(client, MAX_EVENTS);
    if (ids.length === 0) return { applied: 0, failed: [] };
    const failed: FailedEvent[] = [];
    for (const event of await readEventsById(client, ids)) failed.push(...(await applyEvents(client, [event])));
    for (const each of failed) await recordParkedFailure(client, each);
    const failedIds = new Set(failed.map(({ eventId }) => eventId));
    // Also those that are there no more: nothing is left to be projected.
    const done = ids.filter((id) => !failedIds.has(id));
    await unparkEvents(client, done);
    await notifyState(client);
    return { applied: done.length, failed };
  });
}
