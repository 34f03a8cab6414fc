import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ReplayPreview } from "#lib/domain/api/replays.ts";
import { eventFilterSchema } from "#lib/domain/event-filter.ts";
import type { FixedSelection } from "./selected-events.ts";

export type KeptPreview = FixedSelection & {
  /** Empty means every destination that takes the event. */
  destinationIds: string[];
  answer: ReplayPreview;
};

type PreviewRecord = {
  filter: unknown;
  event_ids: string[];
  destination_ids: string[];
  snapshot: string;
  up_to: Date;
  answer: ReplayPreview;
};

/** A preview of the last 24 hours; null when there is none with this id. */
export async function readPreview(id: string): Promise<KeptPreview | null> {
  const [row] = await readRows<PreviewRecord>(Prisma.sql`
SELECT filter, event_ids, destination_ids, snapshot::text AS snapshot, up_to, answer FROM replay_previews
WHERE id = ${id}::uuid AND created_at > now() - interval '24 hours'`);
  if (row === undefined) return null;
  const selection =
    row.filter === null
      ? ({ kind: "events", eventIds: row.event_ids } as const)
      : ({ kind: "filter", filter: eventFilterSchema.parse(row.filter) } as const);
  const { snapshot, up_to: upTo, destination_ids: destinationIds, answer } = row;
  return { selection, snapshot, upTo, destinationIds, answer };
}
