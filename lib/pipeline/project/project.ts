import type pg from "pg";
import { inClientTransaction } from "#lib/db/in-client-transaction.ts";
import { type FailedEvent, parkEvents } from "#lib/db/state/parked-events.ts";
import { readSettledEvents } from "#lib/db/state/projectable-event.ts";
import { advanceProjector, lockProjector, notifyState } from "#lib/db/state/projector-position.ts";
import { applyEvents } from "./apply-events.ts";

export type ProjectOutcome =
  /** Another worker is at it. */
  | { kind: "busy" }
  | { kind: "caught_up" }
  | { kind: "projected"; count: number; parked: readonly FailedEvent[]; isFull: boolean };

/**
 * Applies the next events to the state, in one transaction with the position: each is applied once, whatever is killed
 * when. An event that cannot be applied is parked and stops nothing.
 */
export function project(pool: pg.Pool, limit: number): Promise<ProjectOutcome> {
  return inClientTransaction<ProjectOutcome>(pool, async (client) => {
    const position = await lockProjector(client);
    if (position === null) return { kind: "busy" };
    const events = await readSettledEvents(client, position, limit);
    const last = events.at(-1);
    if (last === undefined) return { kind: "caught_up" };
    const parked = await applyEvents(client, events);
    await parkEvents(client, parked);
    await advanceProjector(client, { tx: last.tx, eventId: last.id }, events.length);
    await notifyState(client);
    return { kind: "projected", count: events.length, parked, isFull: events.length === limit };
  });
}
