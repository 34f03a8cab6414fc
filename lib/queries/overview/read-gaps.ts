import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { type Gap, WATCHED_PROCESSES, type WatchedProcess } from "#lib/domain/outage.ts";

type GapRecord = { process: WatchedProcess; from: Date; to: Date; wasCutOff: boolean };

const DAY_MS = 86_400_000;
const DAYS = 30;
/** A month is more than a million beats: read in pieces none of which comes near the time allowed. */
const PIECE_DAYS = 3;

/** Every gap of more than 30 s in the beats of a process within 30 days, newest first, and the processes that ran at all. */
export async function readGaps(now: Date): Promise<{ gaps: Gap[]; seen: WatchedProcess[] }> {
  const since = new Date(now.getTime() - DAYS * DAY_MS);
  const starts = Array.from({ length: DAYS / PIECE_DAYS }, (_, piece) => since.getTime() + piece * PIECE_DAYS * DAY_MS);
  const [lastBeats, ...pieces] = await Promise.all([
    readLastBeats(since),
    ...starts.map((start) => readPiece(since, new Date(start), new Date(start + PIECE_DAYS * DAY_MS))),
  ]);
  const over = pieces.flat().map((gap) => ({ ...gap, from: gap.from.getTime(), to: gap.to.getTime() }));
  const lasting = lastBeats
    .filter(({ beat_at }) => now.getTime() - beat_at.getTime() > GAP_MS)
    .map(({ process, beat_at }) => ({
      process,
      from: beat_at.getTime(),
      to: Number.POSITIVE_INFINITY,
      wasCutOff: false,
    }));
  const gaps = [...over, ...lasting].sort((a, b) => b.from - a.from);
  return { gaps, seen: lastBeats.map(({ process }) => process) };
}

const GAP_MS = 30_000;
/** Two beats: who noticed so soon after its last one that it could not write had not been away itself. */
const NOTICED_SECONDS = 20;

function readPiece(since: Date, from: Date, to: Date): Promise<GapRecord[]> {
  return readRows(Prisma.sql`
SELECT process, previous AS from, beat_at AS to,
  coalesce(unwritten_since < previous + make_interval(secs => ${NOTICED_SECONDS}::float8), false) AS "wasCutOff"
FROM (
  SELECT process, beat_at, unwritten_since, coalesce(lag(beat_at) OVER (PARTITION BY process ORDER BY beat_at), (
    SELECT h.beat_at FROM heartbeats h
    WHERE h.process = b.process AND h.beat_at < b.beat_at AND h.beat_at > ${time(since)} ORDER BY h.beat_at DESC LIMIT 1
  )) AS previous
  FROM heartbeats b WHERE beat_at > ${time(from)} AND beat_at <= ${time(to)}
) AS beats
WHERE beat_at - previous > make_interval(secs => ${GAP_MS / 1000}::float8)`);
}

function readLastBeats(since: Date): Promise<{ process: WatchedProcess; beat_at: Date }[]> {
  return readRows(Prisma.sql`
SELECT p.name AS process, last.beat_at FROM unnest(${[...WATCHED_PROCESSES]}::text[]) AS p (name)
CROSS JOIN LATERAL (
  SELECT beat_at FROM heartbeats WHERE process = p.name AND beat_at > ${time(since)} ORDER BY beat_at DESC LIMIT 1
) AS last`);
}

function time(date: Date): Prisma.Sql {
  return Prisma.sql`${date.toISOString()}::timestamptz`;
}
