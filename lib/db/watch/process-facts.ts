import { readRows } from "#lib/db/read-rows.ts";
import { WATCHED_PROCESSES } from "#lib/domain/outage.ts";
import type { ProcessFact } from "#lib/domain/watch/watch-facts.ts";

/** The newest beat of each process, whichever instance it is of. One that did not run for a day is not expected. */
export function readProcessFacts(): Promise<ProcessFact[]> {
  return readRows<ProcessFact>({ text: READ_PROCESSES, values: [[...WATCHED_PROCESSES]] });
}

const READ_PROCESSES = `
SELECT p.name AS process, last.beat_at AS "lastBeatAt", last.is_last AS "isStopped"
FROM unnest($1::text[]) AS p (name)
CROSS JOIN LATERAL (
  SELECT beat_at, is_last FROM heartbeats
  WHERE process = p.name AND beat_at > now() - interval '24 hours' ORDER BY beat_at DESC LIMIT 1
) AS last`;
