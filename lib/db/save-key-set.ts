import type pg from "pg";

export interface FetchedKeySet {
  sourceId: string;
  documentText: string;
  /** By the database's clock, as far as it is known. */
  fetchedAt: string;
  /** The usable keys of the document. */
  keys: readonly { thumbprint: string; jwk: unknown }[];
}

export interface KeySetChange {
  /** Thumbprints that this source never had, while it had others: a rotation. */
  added: string[];
  gone: string[];
}

/** Keeps a fetched key set as the last good one, unless there is a later one, and notes which keys came and went. */
export async function saveKeySet(
  pool: pg.Pool,
  { sourceId, documentText, fetchedAt, keys }: FetchedKeySet,
): Promise<KeySetChange> {
  const result = await pool.query<{ added: string[]; gone: string[]; had_keys: boolean }>(SAVE_KEY_SET, [
    sourceId,
    documentText,
    keys.map((key) => key.thumbprint),
    keys.map((key) => JSON.stringify(key.jwk)),
    fetchedAt,
  ]);
  const [row] = result.rows;
  if (row === undefined) throw new Error("the key set statement returned no row");
  return { added: row.had_keys ? row.added : [], gone: row.gone };
}

/** Notes that fetching failed; the last good document stays. */
export async function saveKeySetFailure(pool: pg.Pool, sourceId: string, message: string): Promise<void> {
  await pool.query(SAVE_FAILURE, [sourceId, message]);
}

const SAVE_KEY_SET = `
WITH saved AS (
  INSERT INTO source_key_sets (source_id, document, fetched_at, attempted_at)
  VALUES ($1::uuid, $2::jsonb, least($5::timestamptz, clock_timestamp()), clock_timestamp())
  ON CONFLICT (source_id) DO UPDATE SET document = EXCLUDED.document, fetched_at = EXCLUDED.fetched_at,
    attempted_at = EXCLUDED.attempted_at, failed_since = NULL, error = NULL
  WHERE source_key_sets.fetched_at IS NULL OR source_key_sets.fetched_at <= EXCLUDED.fetched_at
  RETURNING source_id
), listed AS (
  SELECT t.thumbprint, t.jwk::jsonb AS jwk FROM saved, unnest($3::text[], $4::text[]) AS t (thumbprint, jwk)
), known AS (
  SELECT thumbprint, gone_at FROM source_keys WHERE source_id = $1::uuid
), upserted AS (
  INSERT INTO source_keys (source_id, thumbprint, jwk) SELECT $1::uuid, thumbprint, jwk FROM listed
  ON CONFLICT (source_id, thumbprint) DO UPDATE SET last_seen_at = clock_timestamp(), gone_at = NULL
), left_behind AS (
  UPDATE source_keys SET gone_at = clock_timestamp()
  WHERE source_id IN (SELECT source_id FROM saved) AND gone_at IS NULL
    AND thumbprint NOT IN (SELECT thumbprint FROM listed)
  RETURNING thumbprint
)
SELECT
  EXISTS (SELECT 1 FROM known) AS had_keys,
  ARRAY (SELECT thumbprint FROM listed WHERE thumbprint NOT IN (SELECT thumbprint FROM known)) AS added,
  ARRAY (SELECT thumbprint FROM left_behind) AS gone`;

const SAVE_FAILURE = `
INSERT INTO source_key_sets (source_id, attempted_at, failed_since, error)
VALUES ($1::uuid, clock_timestamp(), clock_timestamp(), $2)
ON CONFLICT (source_id) DO UPDATE SET attempted_at = EXCLUDED.attempted_at, error = EXCLUDED.error,
  failed_since = coalesce(source_key_sets.failed_since, EXCLUDED.failed_since)`;
