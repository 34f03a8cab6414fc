import { Prisma } from "#lib/db/generated/client.ts";
import type { ObservationRow, ObservedKind } from "#lib/domain/api/observations.ts";

/** An observation beside its source, as `OBSERVATION_COLUMNS` selects it. */
export type ObservationRecord = {
  id: string;
  source_id: string;
  slug: string;
  subject_kind: ObservedKind;
  subject_key: string[];
  says: string;
  note: string | null;
  checked_at: Date;
  created_at: Date;
  created_by: string;
  is_outdated: boolean;
};

/** The receipt of the newest notice about the subject of an observation under the alias o; null without any. */
const LAST_SEEN = Prisma.sql`(CASE o.subject_kind
  WHEN 'business' THEN (SELECT b.last_seen_at FROM businesses b
    WHERE b.source_id = o.source_id AND b.business_id = o.subject_key[1])
  WHEN 'connection' THEN (SELECT c.last_seen_at FROM connections c
    WHERE c.source_id = o.source_id AND c.business_id = o.subject_key[1] AND c.account_id = o.subject_key[2])
  WHEN 'task_list' THEN (SELECT t.last_seen_at FROM task_lists t
    WHERE t.source_id = o.source_id AND t.business_id = o.subject_key[1])
  WHEN 'resource' THEN (SELECT r.last_seen_at FROM resources r WHERE r.source_id = o.source_id
    AND r.user_id = o.subject_key[1] AND r.resource = o.subject_key[2] AND r.resource_id = o.subject_key[3])
END)`;

/** Of observations under the alias o and their sources under s. */
export const OBSERVATION_COLUMNS = Prisma.sql`o.id, o.source_id, s.slug, o.subject_kind, o.subject_key, o.says, o.note,
  o.checked_at, o.created_at, o.created_by, coalesce(${LAST_SEEN} > o.checked_at, false) AS is_outdated`;

export function toObservationRow(record: ObservationRecord): ObservationRow {
  return {
    id: record.id,
    subjectKind: record.subject_kind,
    source: record.slug,
    subjectKey: record.subject_key,
    says: record.says,
    note: record.note,
    checkedAt: record.checked_at.toISOString(),
    createdAt: record.created_at.toISOString(),
    createdBy: record.created_by,
    isOutdated: record.is_outdated,
  };
}
