import { Prisma } from "#lib/db/generated/client.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";

/** A row of replays beside the state of its deliveries, as the database returns it. */
export type ReplayRecord = {
  id: string;
  name: string | null;
  reason: string | null;
  status: ReplayRow["status"];
  event_ids: string[];
  destination_ids: string[];
  total: number;
  succeeded: number;
  failed: number;
  skipped: number;
  created_at: Date;
  created_by: string;
};

export function selectReplays(page: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT r.id, r.name, r.reason, r.status, r.event_ids, r.destination_ids, r.total, r.created_at, r.created_by,
  d.succeeded, d.failed, d.skipped
FROM (${page}) AS r
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
    count(*) FILTER (WHERE status = 'dead_lettered')::int AS failed,
    count(*) FILTER (WHERE status IN ('canceled', 'discarded'))::int AS skipped
  FROM deliveries WHERE replay_id = r.id
) AS d
ORDER BY r.id DESC`;
}

export function toReplayRow(row: ReplayRecord): ReplayRow {
  const { succeeded, failed, skipped } = row;
  const processed = succeeded + failed + skipped;
  return {
    id: row.id,
    name: row.name,
    reason: row.reason,
    // Its deliveries finish one by one; nobody has to write down that the last one did.
    status: row.status === "running" && processed >= row.total ? "completed" : row.status,
    eventIds: row.event_ids,
    destinationIds: row.destination_ids,
    total: row.total,
    processed,
    succeeded,
    failed,
    skipped,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
  };
}
