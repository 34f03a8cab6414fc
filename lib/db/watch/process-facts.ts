import { readRows } from "#lib/db/read-rows.ts";
import { WATCHED_PROCESSES } from "#lib/domain/outage.ts";
import type { ProcessFact } from "#lib/domain/watch/watch-facts.ts";

/**
 * The newest beat of each process, whichever instance it is of. One that did not run for a day is not expected. The
 * farewell of an instance counts for nothing where a successor had taken its place: that one is what is watched now.
 */
export function readProcessFacts(): Promise<ProcessFact[]> {
  return readRows<ProcessFact>({ text: READ_PROCESSES, values: [[...WATCHED_PROCESSES]] });
}

const READ_PROCESSES = `
SELECT p.name AS process, last.beat_at AS "lastBeatAt", last.is_last AS "isStopped"
FROM unnest($1::text[]) AS p (name)
CROSS JOIN LATERAL (
  SELECT beat_at, is_last FROM heartbeats AS beat
  WHERE process = p.name AND beat_at > now() - interval '24 hours'
    AND NOT (is_last AND EXISTS (
      SELECT FROM heartbeats AS next
      WHERE next.process = beat.process AND next.instance <> beat.instance AND next.started_at > beat.started_at
        AND next.beat_at BETWEEN beat.beat_at - interval '30 seconds' AND beat.beat_at))
  ORDER BY beat_at DESC LIMIT 1
) AS last`;
