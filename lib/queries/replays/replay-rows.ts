import { Prisma } from "#lib/db/generated/client.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { replaySecondsLeft } from "#lib/domain/replay-pace.ts";

/** A row of replays beside the sums over its targets, as the database returns it. */
export type ReplayRecord = {
  id: string;
  name: string | null;
  reason: string | null;
  status: ReplayRow["status"];
  filter: Record<string, string> | null;
  event_ids: string[];
  destination_ids: string[];
  rate: number | null;
  skip_delivered: boolean;
  skip_superseded: boolean;
  up_to: Date | null;
  total: number;
  queued: number;
  left_out: number;
  succeeded: number;
  failed: number;
  skipped: number;
  secondsRunning: number | null;
  /** What the rate alone demands for the rest. */
  secondsAtRate: number | null;
  /** Everything that is left is for destinations that take nothing at the moment. */
  isWaiting: boolean;
  problem: string | null;
  created_at: Date;
  created_by: string;
  started_at: Date | null;
  finished_at: Date | null;
  canceled_by: string | null;
};

/** The rows of `page`, a statement with the columns of replays, the newest first. */
export function selectReplays(page: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT r.id, r.name, r.reason, r.status, r.filter, r.event_ids, r.destination_ids, r.rate, r.skip_delivered,
  r.skip_superseded, r.up_to, r.problem, r.created_at, r.created_by, r.started_at, r.finished_at, r.canceled_by,
  extract(epoch FROM now() - r.started_at)::float8 AS "secondsRunning",
  t.total, t.queued, t.left_out, t.succeeded, t.failed, t.skipped, t."secondsAtRate", t."isWaiting"
FROM (${page}) AS r
CROSS JOIN LATERAL (
  SELECT coalesce(sum(total), 0)::int AS total, coalesce(sum(queued), 0)::int AS queued,
    coalesce(sum(left_out), 0)::int AS left_out, coalesce(sum(succeeded), 0)::int AS succeeded, coalesce(sum(failed), 0)::int AS failed,
    coalesce(sum(skipped + left_out), 0)::int AS skipped,
    max((total - succeeded - failed - skipped - left_out)::float8 / r.rate) AS "secondsAtRate",
    coalesce(bool_and(d.paused_at IS NOT NULL OR d.deleted_at IS NOT NULL OR b.destination_id IS NOT NULL)
      FILTER (WHERE total > succeeded + failed + skipped + left_out), false) AS "isWaiting"
  FROM replay_targets JOIN destinations d ON d.id = destination_id
  LEFT JOIN destination_breakers b ON b.destination_id = d.id AND b.state <> 'closed'
  WHERE replay_id = r.id
) AS t
ORDER BY r.id DESC`;
}

export function toReplayRow(row: ReplayRecord): ReplayRow {
  const { succeeded, failed, skipped, total } = row;
  const processed = succeeded + failed + skipped;
  return {
    id: row.id,
    name: row.name,
    reason: row.reason,
    status: row.status,
    filter: row.filter,
    eventIds: row.event_ids,
    destinationIds: row.destination_ids,
    rate: row.rate,
    skipDelivered: row.skip_delivered,
    skipSuperseded: row.skip_superseded,
    upTo: row.up_to?.toISOString() ?? null,
    total,
    processed,
    succeeded,
    failed,
    skipped,
    untouched: total - row.queued - row.left_out,
    secondsLeft: replaySecondsLeft({ ...row, processed }),
    problem: row.problem,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    canceledBy: row.canceled_by,
  };
}
