import type pg from "pg";
import type { ProviderName } from "#lib/domain/provider-name.ts";

/** A source as the doors need it. Secrets are still sealed. */
export interface SourceRow {
  id: string;
  slug: string;
  provider: ProviderName;
  environment: "production" | "sandbox";
  status: "enabled" | "paused" | "disabled";
  simulated: boolean;
  jwksUrl: string | null;
  pastedJwks: unknown;
  secrets: {
    id: string;
    kind: "signing" | "shared_header";
    label: string;
    headerName: string | null;
    ciphertext: string;
  }[];
  /** The last document fetched from jwksUrl, and the keys that left it less than ten minutes ago. */
  keySet: { document: unknown; fetchedAt: string | null; leaving: unknown[]; distrusted: string[] } | null;
}

export interface SourceRegistryRows {
  sources: SourceRow[];
  databaseTime: Date;
  /** What only the right SIGNALBOX_SECRET opens; null before there is one. */
  canary: string | null;
}

/** Everything the doors know about sources, in one statement; small enough to read every second. */
export async function readSourceRegistry(pool: pg.Pool): Promise<SourceRegistryRows> {
  const result = await pool.query<{ sources: SourceRow[]; now: Date; canary: string | null }>({
    name: "read-source-registry",
    text: READ_SOURCE_REGISTRY,
  });
  const [row] = result.rows;
  if (row === undefined) throw new Error("the registry statement returned no row");
  return { sources: row.sources, databaseTime: row.now, canary: row.canary };
}

const READ_SOURCE_REGISTRY = `
SELECT clock_timestamp() AS now,
  (SELECT value #>> '{}' FROM installation WHERE key = 'secret_canary') AS canary,
  coalesce(json_agg(json_build_object(
  'id', s.id, 'slug', s.slug, 'provider', s.provider, 'environment', s.environment, 'status', s.status,
  'simulated', s.simulated, 'jwksUrl', s.jwks_url, 'pastedJwks', s.pasted_jwks,
  'secrets', (
    SELECT coalesce(json_agg(json_build_object(
      'id', x.id, 'kind', x.kind, 'label', x.label, 'headerName', x.header_name, 'ciphertext', x.ciphertext
    ) ORDER BY x.created_at), '[]')
    FROM source_secrets x WHERE x.source_id = s.id AND x.retired_at IS NULL
  ),
  'keySet', (
    SELECT json_build_object(
      'document', k.document, 'fetchedAt', k.fetched_at,
      'leaving', (
        SELECT coalesce(json_agg(g.jwk), '[]') FROM source_keys g
        WHERE g.source_id = s.id AND g.gone_at > now() - interval '10 minutes' AND g.distrusted_at IS NULL
      ),
      'distrusted', (
        SELECT coalesce(json_agg(g.thumbprint), '[]') FROM source_keys g
        WHERE g.source_id = s.id AND g.distrusted_at IS NOT NULL
      )
    )
    FROM source_key_sets k WHERE k.source_id = s.id
  )
) ORDER BY s.id), '[]') AS sources
FROM sources s WHERE s.deleted_at IS NULL`;
