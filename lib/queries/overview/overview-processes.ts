import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { OverviewProcess } from "#lib/domain/api/overview.ts";

const STALE_MS = 30_000;

/** Each process that reported in the last minute; one that nobody reports for appears with its last sign of life. */
export async function readOverviewProcesses(now: Date): Promise<OverviewProcess[]> {
  const rows = await readRows<{ process: string; instance: string; beat_at: Date; started_at: Date }>(PROCESSES);
  const isLive = (row: { beat_at: Date }) => now.getTime() - row.beat_at.getTime() <= STALE_MS;
  return rows
    .filter((row) => isLive(row) || !rows.some((other) => other.process === row.process && isNewer(other, row)))
    .map((row) => ({
      name: row.process,
      instance: row.instance,
      lastBeatAt: row.beat_at.toISOString(),
      startedAt: row.started_at.toISOString(),
      isStale: !isLive(row),
    }));
}

function isNewer(a: { beat_at: Date }, b: { beat_at: Date }): boolean {
  return a.beat_at > b.beat_at;
}

/** The last beat of each instance of the last ten minutes, and for each process the last beat of the last day. */
const PROCESSES = Prisma.sql`
SELECT process, instance, max(beat_at) AS beat_at, max(started_at) AS started_at
FROM heartbeats WHERE beat_at > now() - interval '10 minutes' GROUP BY process, instance
UNION
SELECT last.* FROM (VALUES ('receiver'), ('worker'), ('console')) AS p (name)
CROSS JOIN LATERAL (
  SELECT process, instance, beat_at, started_at FROM heartbeats
  WHERE process = p.name AND beat_at > now() - interval '24 hours' ORDER BY beat_at DESC LIMIT 1
) AS last
ORDER BY process, beat_at DESC`;
