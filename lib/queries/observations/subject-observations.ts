import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ObservationRow, ObservedKind } from "#lib/domain/api/observations.ts";
import { type Instant, instantOf } from "#lib/domain/instant.ts";
import { OBSERVATION_COLUMNS, type ObservationRecord, toObservationRow } from "./observation-rows.ts";

const MOST = 200;

/** The last 200 observations of what belongs to a business or user, newest first; with a moment those made by then. */
export async function readSubjectObservations(
  kinds: readonly ObservedKind[],
  { sourceId, id }: { sourceId: string; id: string },
  asOf: Instant | null,
): Promise<ObservationRow[]> {
  const byThen = asOf === null ? Prisma.empty : Prisma.sql`AND o.created_at <= ${asOf}::timestamptz`;
  const rows = await readRows<ObservationRecord>(Prisma.sql`
SELECT ${OBSERVATION_COLUMNS} FROM observations o JOIN sources s ON s.id = o.source_id
WHERE o.subject_kind = ANY (${[...kinds]}) AND o.source_id = ${sourceId}::uuid AND o.subject_key[1] = ${id} ${byThen}
ORDER BY o.created_at DESC, o.id DESC LIMIT ${MOST}`);
  return rows.map(toObservationRow);
}

/** The last observation of one subject, unless something newer was received; `observations` newest first. */
export function lastObservation(
  observations: readonly ObservationRow[],
  kind: ObservedKind,
  key: readonly string[],
  lastSeenAt: Instant | null,
): ObservationRow | null {
  const own = observations.filter((each) => each.subjectKind === kind && isSameKey(each.subjectKey, key));
  const [last] = own.toSorted((a, b) => Date.parse(b.checkedAt) - Date.parse(a.checkedAt));
  if (last === undefined) return null;
  // What was received after the look at the provider counts, however late the observation was written down.
  const isOutdated = lastSeenAt !== null && lastSeenAt > instantOf(new Date(last.checkedAt));
  return isOutdated ? null : { ...last, isOutdated: false };
}

function isSameKey(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, place) => id === b[place]);
}
