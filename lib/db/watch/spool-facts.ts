import { readRows } from "#lib/db/read-rows.ts";
import { type SpoolStatus, spoolStatus } from "#lib/domain/spool-status.ts";
import { sumSpools } from "#lib/domain/sum-spools.ts";
import type { SpoolFact } from "#lib/domain/watch/watch-facts.ts";

const DOORS = ["receiver", "console"] as const;
/** What was drained faster than anybody could look is told all the same. */
const RECENT_SECONDS = 60;

type SpoolBeat = { process: string; instance: string; spool: unknown; isNewest: boolean };

/** The spools of each kind of door: as its living instances say, or the last one that lived. */
export async function readSpoolFacts(): Promise<SpoolFact[]> {
  const rows = await readRows<SpoolBeat>({ text: READ_SPOOLS, values: [[...DOORS], RECENT_SECONDS] });
  return DOORS.flatMap((process) => {
    const beats = rows.filter((row) => row.process === process);
    const newest = beats.filter(({ isNewest }) => isNewest).flatMap(parse);
    return newest.length === 0 ? [] : [{ process, spool: sumSpools(newest), fullest: fullestOf(beats.flatMap(parse)) }];
  });
}

/** One that another version wrote says nothing. */
function parse({ spool }: SpoolBeat): SpoolStatus[] {
  const parsed = spoolStatus.safeParse(spool);
  return parsed.success ? [parsed.data] : [];
}

function fullestOf(spools: readonly SpoolStatus[]): SpoolStatus {
  return spools.toSorted((a, b) => b.waiting - a.waiting)[0] ?? sumSpools([]);
}

const READ_SPOOLS = `
WITH last AS (
  SELECT p.name AS process, beat.beat_at FROM unnest($1::text[]) AS p (name)
  CROSS JOIN LATERAL (
    SELECT beat_at FROM heartbeats WHERE process = p.name AND beat_at > now() - interval '24 hours'
    ORDER BY beat_at DESC LIMIT 1
  ) AS beat
)
SELECT h.process, h.instance, h.spool,
  row_number() OVER (PARTITION BY h.process, h.instance ORDER BY h.beat_at DESC) = 1 AS "isNewest"
FROM last JOIN heartbeats h ON h.process = last.process AND h.beat_at > last.beat_at - make_interval(secs => $2)
WHERE h.spool IS NOT NULL`;
