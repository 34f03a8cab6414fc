import { Prisma } from "#lib/db/generated/client.ts";
import type { SourceRow } from "#lib/domain/api/sources.ts";
import type { Environment } from "#lib/domain/environment.ts";
import { describeKeys } from "#lib/domain/key-state.ts";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import { HELD_CAUSES } from "#lib/domain/reverifiable.ts";
import type { SourceStatus } from "#lib/domain/source-status.ts";
import { findSourceWarnings } from "#lib/domain/source-warnings.ts";

/** A row of sources with the facts about its keys and what waits, as the database returns it. */
export type SourceRecord = {
  id: string;
  slug: string;
  provider: ProviderName;
  name: string;
  environment: Environment;
  status: SourceStatus;
  status_reason: string | null;
  status_changed_at: Date | null;
  status_changed_by: string | null;
  simulated: boolean;
  quiet_after_minutes: number | null;
  version: number;
  created_at: Date;
  jwks_url: string | null;
  pasted_keys: number | null;
  usable_keys: number;
  fetched_at: Date | null;
  failed_since: Date | null;
  error: string | null;
  signing_secrets: number;
  shared_headers: number;
  held: number;
  unsent: number;
  refused: number;
  oldest_refused_at: Date | null;
  unverified: number;
  oldest_unverified_at: Date | null;
};

/** Each count is read from a partial index over what it counts. */
export function selectSources(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
WITH unsent AS MATERIALIZED (
  SELECT source_id, count(*)::int AS count FROM deliveries
  WHERE status IN ('pending', 'retry_scheduled') AND status <> 'succeeded' AND replay_id IS NULL GROUP BY source_id
)
SELECT s.id, s.slug, s.provider, s.name, s.environment, s.status, s.status_reason, s.status_changed_at,
  s.status_changed_by, s.simulated, s.quiet_after_minutes, s.version, s.created_at, s.jwks_url,
  CASE WHEN s.pasted_jwks IS NULL THEN NULL
    WHEN jsonb_typeof(s.pasted_jwks -> 'keys') = 'array' THEN jsonb_array_length(s.pasted_jwks -> 'keys') ELSE 0 END AS pasted_keys,
  (SELECT count(*)::int FROM source_keys k WHERE k.source_id = s.id AND k.gone_at IS NULL AND k.distrusted_at IS NULL) AS usable_keys,
  ks.fetched_at, ks.failed_since, ks.error,
  (SELECT count(*)::int FROM source_secrets x WHERE x.source_id = s.id AND x.kind = 'signing' AND x.retired_at IS NULL) AS signing_secrets,
  (SELECT count(*)::int FROM source_secrets x WHERE x.source_id = s.id AND x.kind = 'shared_header' AND x.retired_at IS NULL) AS shared_headers,
  (SELECT count(*)::int FROM deliveries d WHERE d.source_id = s.id AND d.status = 'held' AND d.reason = 'source_paused') AS held,
  coalesce(unsent.count, 0) AS unsent, kept.refused, kept.oldest_refused_at, kept.unverified, kept.oldest_unverified_at
FROM sources s
LEFT JOIN unsent ON unsent.source_id = s.id
LEFT JOIN source_key_sets ks ON ks.source_id = s.id
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE cause <> ALL (${HELD_CAUSES}))::int AS refused,
    min(r.received_at) FILTER (WHERE cause <> ALL (${HELD_CAUSES})) AS oldest_refused_at,
    count(*) FILTER (WHERE cause = ANY (${HELD_CAUSES}))::int AS unverified,
    min(r.received_at) FILTER (WHERE cause = ANY (${HELD_CAUSES})) AS oldest_unverified_at
  FROM requests r WHERE r.source_id = s.id AND r.body IS NOT NULL AND r.accepted_later_at IS NULL
) AS kept
WHERE s.deleted_at IS NULL AND ${condition}
ORDER BY s.created_at, s.slug`;
}

/** What a row of sources is shown with. */
export type SourceContext = { lastEvents: ReadonlyMap<string, Date>; receiverUrl: string; now: Date };

export function toSourceRow(row: SourceRecord, { lastEvents, receiverUrl, now }: SourceContext): SourceRow {
  const keys = describeKeys(
    {
      provider: row.provider,
      activeSigningSecrets: row.signing_secrets,
      usableKeys: row.usable_keys + (row.pasted_keys ?? 0),
      hasPastedKeys: (row.pasted_keys ?? 0) > 0,
      refreshedAt: row.fetched_at?.toISOString() ?? null,
      failedSince: row.failed_since?.toISOString() ?? null,
      error: row.error,
    },
    now,
  );
  return {
    id: row.id,
    slug: row.slug,
    provider: row.provider,
    name: row.name,
    environment: row.environment,
    status: row.status,
    statusReason: row.status_reason,
    statusChangedAt: row.status_changed_at?.toISOString() ?? null,
    statusChangedBy: row.status_changed_by,
    simulated: row.simulated,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    url: `${receiverUrl}/api/webhooks/${row.slug}`,
    keys,
    warnings: findSourceWarnings({ provider: row.provider, keys, activeSharedHeaders: row.shared_headers }),
    lastEventAt: lastEvents.get(row.id)?.toISOString() ?? null,
    quietAfterMinutes: row.quiet_after_minutes,
    heldDeliveries: row.held,
    unsentDeliveries: row.unsent,
    refusedWhileDisabled: row.refused,
    heldUnverified: row.unverified,
  };
}
