import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { OverviewProcess } from "#lib/domain/api/overview.ts";
import { spoolStatus } from "#lib/domain/spool-status.ts";

const STALE_MS = 30_000;

type ProcessRecord = { process: string; instance: string; beat_at: Date; started_at: Date; spool: unknown };

/** Each process that reported in the last minute; one that nobody reports for appears with its last sign of life. */
export async function readOverviewProcesses(now: Date): Promise<OverviewProcess[]> {
  const rows = await readRows<ProcessRecord>(PROCESSES);
  const isLive = (row: { beat_at: Date }) => now.getTime() - row.beat_at.getTime() <= STALE_MS;
  return rows
    .filter((row) => isLive(row) || !rows.some((other) => other.process === row.process && isNewer(other, row)))
    .map((row) => ({
      name: row.process,
      instance: row.instance,
      lastBeatAt: row.beat_at.toISOString(),
      startedAt: row.started_at.toISOString(),
      isStale: !isLive(row),
      // A row of another version may say it differently, which is as good as nothing.
      spool: spoolStatus.safeParse(row.spool).data ?? null,
    }));
}

function isNewer(a: { beat_at: Date }, b: { beat_at: Date }): boolean {
  return a.beat_at > b.beat_at;
}

/** The last beat of each instance of the last ten minutes, and for each process the last beat of the last day. */
const PROCESSES = Prisma.sql`
(SELECT DISTINCT ON (process, instance) process, instance, beat_at, started_at, spool
 FROM heartbeats WHERE beat_at > now() - interval '10 minutes' ORDER BY process, instance, beat_at DESC)
UNION
SELECT last.* FROM (VALUES ('receiver'), ('worker'), ('console')) AS p (name)
CROSS JOIN LATERAL (
  SELECT process, instance, beat_at, started_at, spool FROM heartbeats
  WHERE process = p.name AND beat_at > now() - interval '24 hours' ORDER BY beat_at DESC LIMIT 1
) AS last
ORDER BY process, beat_at DESC`;
