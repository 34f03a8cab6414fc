import { Prisma } from "#lib/db/generated/client.ts";
import type { EventRow } from "#lib/domain/api/events.ts";
import type { DeliveryCounts } from "#lib/domain/delivery-status.ts";
import type { Environment } from "#lib/domain/environment.ts";
import type { EventFlag } from "#lib/domain/event-flag.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";

/** A row of events beside its source and the counts of its deliveries, as the database returns it. */
export type EventRecord = {
  id: string;
  slug: string;
  source_name: string;
  provider: ProviderName;
  environment: Environment;
  provider_key: string;
  type: string;
  business_id: string | null;
  external_id: string | null;
  user_id: string | null;
  subject: string | null;
  occurred_at: Date | null;
  occurred_at_text: string | null;
  received_at: Date;
  last_seen_at: Date;
  duplicates: number;
  flags: EventFlag[];
  door: string;
  verification_scheme: string;
  verification_via: string;
  verification_key: string;
  delivery_counts: DeliveryCounts;
  tx: string;
};

/** Adds what a list shows to the few events that `page` selects. */
export function withSourceAndCounts(page: Prisma.Sql, order: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
SELECT e.id, s.slug, s.name AS source_name, s.provider, s.environment, e.provider_key, e.type, e.business_id,
  e.external_id, e.user_id, e.subject, e.occurred_at, e.occurred_at_text, e.received_at, e.last_seen_at, e.duplicates,
  e.flags, e.door, e.verification_scheme, e.verification_via, e.verification_key, e.tx::text AS tx,
  coalesce(d.counts, '{}') AS delivery_counts
FROM (${page}) AS e
JOIN sources s ON s.id = e.source_id
LEFT JOIN LATERAL (
  SELECT json_object_agg(status, count) AS counts
  FROM (SELECT status, count(*)::int AS count FROM deliveries WHERE event_id = e.id GROUP BY status) AS by_status
) AS d ON true
ORDER BY ${order}`;
}

export function toEventRow(row: EventRecord): EventRow {
  return {
    id: row.id,
    source: row.slug,
    sourceName: row.source_name,
    provider: row.provider,
    environment: row.environment,
    type: row.type,
    providerKey: row.provider_key,
    businessId: row.business_id,
    externalId: row.external_id,
    userId: row.user_id,
    subject: row.subject,
    occurredAt: row.occurred_at?.toISOString() ?? null,
    occurredAtText: row.occurred_at_text,
    receivedAt: row.received_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    duplicates: row.duplicates,
    flags: row.flags,
    door: row.door,
    verification: { scheme: row.verification_scheme, via: row.verification_via, key: row.verification_key },
    deliveries: row.delivery_counts,
  };
}
