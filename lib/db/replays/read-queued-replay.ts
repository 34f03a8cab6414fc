import type pg from "pg";
import { eventFilterSchema } from "#lib/domain/event-filter.ts";
import type { FixedSelection, ReplayDestinations } from "./selected-events.ts";

export type QueuedReplay = FixedSelection & {
  id: string;
  destinations: ReplayDestinations;
  skipDelivered: boolean;
  skipSuperseded: boolean;
};

type QueuedRecord = {
  filter: unknown;
  event_ids: string[];
  destination_ids: string[];
  heeds_filters: boolean;
  snapshot: string;
  up_to: Date;
  skip_delivered: boolean;
  skip_superseded: boolean;
};

/** What a replay that waits for its selection selects; null when it does not wait any more. */
export async function readQueuedReplay(client: pg.ClientBase, id: string): Promise<QueuedReplay | null> {
  const { rows } = await client.query<QueuedRecord>(
    `SELECT filter, event_ids, destination_ids, heeds_filters, snapshot::text AS snapshot, up_to, skip_delivered, skip_superseded
     FROM replays WHERE id = $1 AND status = 'queued'`,
    [id],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id,
    selection:
      row.filter === null
        ? { kind: "events", eventIds: row.event_ids }
        : { kind: "filter", filter: eventFilterSchema.parse(row.filter) },
    snapshot: row.snapshot,
    upTo: row.up_to,
    destinations: toDestinations(row.heeds_filters, row.destination_ids),
    skipDelivered: row.skip_delivered,
    skipSuperseded: row.skip_superseded,
  };
}

function toDestinations(heedsFilters: boolean, ids: string[]): ReplayDestinations {
  if (!heedsFilters) return { kind: "chosen", ids };
  return { kind: "matching", among: ids.length === 0 ? null : ids };
}
