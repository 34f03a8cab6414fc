import { lowestIdAt } from "#lib/db/id-at.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { REFUSAL_ALARMS } from "#lib/domain/refusal-alarm.ts";
import type { CutRequestFact } from "#lib/domain/watch/watch-facts.ts";

const WITHIN_MS = 3_600_000;

/** Refusals of the last hour by which an event may be lost; as many as are kept, so at least so many. */
export function readCutRequestFacts(now: Date): Promise<CutRequestFact[]> {
  const from = new Date(now.getTime() - WITHIN_MS);
  return readRows<CutRequestFact>({ text: READ_CUT, values: [keysOf(REFUSAL_ALARMS), from, lowestIdAt(from)] });
}

const READ_CUT = `
SELECT s.id, s.slug, s.name || CASE WHEN s.environment = 'sandbox' THEN ' (sandbox)' ELSE '' END AS name,
  coalesce(found.count, 0) AS count, found.first AS "firstAt", found.cause
FROM sources s
LEFT JOIN (
  SELECT r.source_id, count(*)::int AS count, min(r.received_at) AS first, mode() WITHIN GROUP (ORDER BY r.cause) AS cause
  FROM requests r
  WHERE r.outcome = 'rejected' AND r.cause = ANY ($1::text[]) AND r.id >= $3::uuid AND r.received_at > $2::timestamptz
  GROUP BY 1
) AS found ON found.source_id = s.id
WHERE s.deleted_at IS NULL`;
