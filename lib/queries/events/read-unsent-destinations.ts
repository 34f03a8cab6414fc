import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { Takes, UnsentDestination } from "#lib/domain/not-sent.ts";

type UnsentRecord = {
  id: string;
  name: string;
  event_types: string[];
  sources: string[];
  created_at: Date;
  deleted_at: Date | null;
  then_types: string[] | null;
  then_sources: string[] | null;
  after_types: string[] | null;
  after_sources: string[] | null;
  known_since: Date | null;
};

/**
 * The destinations without a delivery of the event, with what they took when it was stored. Of the deleted ones those
 * that still were there then, or had been shortly before.
 */
export async function readUnsentDestinations(eventId: string, storedAt: string): Promise<UnsentDestination[]> {
  const rows = await readRows<UnsentRecord>(Prisma.sql`
SELECT d.id, d.name, d.event_types, d.sources, d.created_at, d.deleted_at, t.event_types AS then_types,
  t.sources AS then_sources, a.event_types AS after_types, a.sources AS after_sources, k.valid_from AS known_since
FROM destinations d
LEFT JOIN LATERAL (
  SELECT v.event_types, v.sources FROM destination_versions v
  WHERE v.destination_id = d.id AND v.valid_from <= ${storedAt}::timestamptz ORDER BY v.version DESC LIMIT 1
) t ON true
LEFT JOIN LATERAL (
  SELECT v.event_types, v.sources FROM destination_versions v WHERE v.destination_id = d.id
    AND v.valid_from > ${storedAt}::timestamptz AND v.valid_from < ${storedAt}::timestamptz + interval '5 seconds'
  ORDER BY v.version LIMIT 1
) a ON true
LEFT JOIN LATERAL (
  SELECT v.valid_from FROM destination_versions v WHERE v.destination_id = d.id ORDER BY v.version LIMIT 1
) k ON true
WHERE NOT EXISTS (SELECT 1 FROM deliveries x WHERE x.event_id = ${eventId}::uuid AND x.destination_id = d.id)
  AND (d.deleted_at IS NULL
    OR d.deleted_at > ${storedAt}::timestamptz - interval '30 days' AND d.created_at <= ${storedAt}::timestamptz)
ORDER BY d.deleted_at IS NOT NULL, d.name, d.id`);
  return rows.map(toUnsentDestination);
}

function toUnsentDestination(row: UnsentRecord): UnsentDestination {
  return {
    id: row.id,
    name: row.name,
    eventTypes: row.event_types,
    sources: row.sources,
    createdAt: row.created_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    took: takes(row.then_types, row.then_sources),
    rightAfter: takes(row.after_types, row.after_sources),
    knownSince: row.known_since?.toISOString() ?? null,
  };
}

function takes(eventTypes: string[] | null, sources: string[] | null): Takes | null {
  return eventTypes === null || sources === null ? null : { eventTypes, sources };
}
