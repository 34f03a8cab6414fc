import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ReplayTargetRow } from "#lib/domain/api/replays.ts";
import { replayWaitsFor } from "#lib/domain/replay-waits-for.ts";
import type { ReplayRecord } from "./replay-rows.ts";

type TargetRecord = {
  id: string;
  name: string;
  total: number;
  queued: number;
  left_out: number;
  succeeded: number;
  failed: number;
  skipped: number;
  paused_at: Date | null;
  deleted_at: Date | null;
  failing_since: Date | null;
  next_probe_at: Date | null;
};

/** How far a replay got at each of its destinations, by name. */
export async function readReplayTargets({
  id,
  status,
}: Pick<ReplayRecord, "id" | "status">): Promise<ReplayTargetRow[]> {
  const rows = await readRows<TargetRecord>(Prisma.sql`
SELECT d.id, d.name, t.total, t.queued, t.left_out, t.succeeded, t.failed, t.skipped, d.paused_at, d.deleted_at,
  b.opened_at AS failing_since, b.next_probe_at
FROM replay_targets t JOIN destinations d ON d.id = t.destination_id
LEFT JOIN destination_breakers b ON b.destination_id = d.id AND b.state <> 'closed'
WHERE t.replay_id = ${id}::uuid ORDER BY d.name, d.id`);
  return rows.map((row) => toTargetRow(row, status));
}

function toTargetRow(row: TargetRecord, status: ReplayRecord["status"]): ReplayTargetRow {
  const { total, queued, succeeded, failed } = row;
  const skipped = row.skipped + row.left_out;
  const isDestinationDeleted = row.deleted_at !== null;
  const isOver = succeeded + failed + skipped >= total || isDestinationDeleted;
  const condition = {
    name: row.name,
    isPaused: row.paused_at !== null,
    failingSince: row.failing_since,
    nextProbeAt: row.next_probe_at,
  };
  return {
    destinationId: row.id,
    destination: row.name,
    isDestinationDeleted,
    total,
    queued,
    succeeded,
    failed,
    skipped,
    waitsFor: isOver ? null : replayWaitsFor({ ...condition, status }),
  };
}
