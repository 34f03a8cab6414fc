import type pg from "pg";
import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import { inClientTransaction } from "#lib/db/in-client-transaction.ts";
import { INSERT_REJECTIONS, REJECTION_INPUT, type RejectionRow, rejectionColumns } from "#lib/db/record-rejections.ts";

/** How much of one source may be kept in full with these causes. */
export interface KeepQuota {
  causes: readonly string[];
  rows: number;
  bytes: number;
}

/** Keeps whole requests of one source as far as its quota goes, in the order of their ids. Returns the ids of those kept. */
export function keepRequests(
  pool: pg.Pool,
  sourceId: string,
  rows: readonly RejectionRow[],
  quota: KeepQuota,
): Promise<Set<string>> {
  return inClientTransaction(pool, async (client) => {
    // In a statement of its own, so that the next one sees what the holder before us committed.
    await client.query("SELECT pg_advisory_xact_lock($1, hashtext($2))", [ADVISORY_LOCK.keptClass, sourceId]);
    const result = await client.query<{ id: string }>({
      name: "keep-requests",
      text: KEEP_REQUESTS,
      values: [...rejectionColumns(rows), sourceId, quota.causes, quota.rows, quota.bytes],
    });
    return new Set(result.rows.map((row) => row.id));
  });
}

const KEEP_REQUESTS = `
WITH input AS (
  SELECT *, row_number() OVER by_id AS rows_so_far, sum(length(body)) OVER by_id AS bytes_so_far
  FROM ${REJECTION_INPUT} WINDOW by_id AS (ORDER BY id)
), kept AS (
  SELECT count(*) AS rows, coalesce(sum(length(body)), 0) AS bytes FROM requests
  WHERE source_id = $14::uuid AND body IS NOT NULL AND accepted_later_at IS NULL AND cause = ANY ($15::text[])
)${INSERT_REJECTIONS} FROM input
WHERE (SELECT kept.rows FROM kept) + rows_so_far <= $16::bigint AND (SELECT kept.bytes FROM kept) + bytes_so_far <= $17::bigint
RETURNING id`;
