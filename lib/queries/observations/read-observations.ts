import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ObservationRow, ObservedKind } from "#lib/domain/api/observations.ts";
import { OBSERVATION_COLUMNS, type ObservationRecord, toObservationRow } from "./observation-rows.ts";

interface ObservedSubject {
  readonly sourceId: string;
  readonly key: readonly string[];
}

/**
 * The last observation of each subject, unless a newer event outdated it; by `observedName`. For queries that have
 * asked for `state:read` already.
 */
export async function readObservations(
  kind: ObservedKind,
  subjects: readonly ObservedSubject[],
): Promise<Map<string, ObservationRow>> {
  if (subjects.length === 0) return new Map();
  const wanted = JSON.stringify(subjects.map(({ sourceId, key }) => ({ source_id: sourceId, key })));
  const rows = await readRows<ObservationRecord>(Prisma.sql`
SELECT ${OBSERVATION_COLUMNS}
FROM (SELECT DISTINCT source_id, key FROM jsonb_to_recordset(${wanted}::jsonb) AS given (source_id uuid, key text[])) AS x
CROSS JOIN LATERAL (
  SELECT * FROM observations last
  WHERE last.subject_kind = ${kind} AND last.source_id = x.source_id AND last.subject_key = x.key
  ORDER BY last.checked_at DESC, last.id DESC LIMIT 1
) AS o
JOIN sources s ON s.id = o.source_id`);
  const current = rows.filter(({ is_outdated }) => !is_outdated);
  return new Map(current.map((row) => [observedName(row.source_id, row.subject_key), toObservationRow(row)]));
}

/** An id may hold any character, so that no separator would keep two subjects apart. */
export function observedName(sourceId: string, key: readonly string[]): string {
  return JSON.stringify([sourceId, ...key]);
}
