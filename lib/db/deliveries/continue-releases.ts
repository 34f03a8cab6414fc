import type pg from "pg";
import { inClientTransaction } from "#lib/db/in-client-transaction.ts";
import { CANCEL_STATEMENT } from "./cancel-statement.ts";
import { RELEASE_STATEMENTS } from "./release-statement.ts";

const BATCH = 5_000;

type Release = {
  id: string;
  source_id: string | null;
  destination_id: string | null;
  is_deleted: boolean;
  on_resume: string;
  by: string;
};

/**
 * Carries on with the oldest end of a pause, or deletion of a destination, that touched more deliveries than its own
 * transaction moved: a batch, the longest waiting first. Returns how many it moved; 0 when nothing is left to do.
 */
export function continueReleases(pool: pg.Pool): Promise<number> {
  return inClientTransaction(pool, moveBatch);
}

async function moveBatch(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<Release>(OLDEST);
  const [release] = rows;
  if (release === undefined) return 0;
  const counts = await client.query<{ count: number }>(statementFor(release));
  const moved = counts.rows.reduce((sum, { count }) => sum + count, 0);
  if (moved === 0) await client.query(DELETE_DONE, [release.id]);
  return moved;
}

function statementFor({ source_id, destination_id, is_deleted, on_resume, by }: Release) {
  if (is_deleted) return { name: "cancel-of-deleted", text: CANCEL_STATEMENT, values: [destination_id, by, BATCH] };
  const kind = source_id === null ? "destination" : "source";
  const values = [source_id ?? destination_id, on_resume, by, BATCH];
  return { name: `release-held-of-${kind}`, text: RELEASE_STATEMENTS[kind], values };
}

const OLDEST = `
SELECT r.id, r.source_id, r.destination_id, d.deleted_at IS NOT NULL AS is_deleted, r.on_resume, r.by
FROM delivery_releases r LEFT JOIN destinations d ON d.id = r.destination_id
ORDER BY r.created_at, r.id LIMIT 1 FOR UPDATE OF r SKIP LOCKED`;

// A delivery that somebody had locked was passed over, so the release ends only when none is left.
const DELETE_DONE = `
DELETE FROM delivery_releases r WHERE r.id = $1 AND NOT EXISTS (
  SELECT 1 FROM deliveries v WHERE v.status = 'held' AND (
    v.source_id = r.source_id AND v.reason = 'source_paused'
    OR v.destination_id = r.destination_id AND v.reason = 'destination_paused'
  )
) AND NOT EXISTS (
  SELECT 1 FROM deliveries v JOIN destinations d ON d.id = v.destination_id AND d.deleted_at IS NOT NULL
  WHERE v.destination_id = r.destination_id AND v.status IN ('pending', 'retry_scheduled', 'held') AND v.status <> 'succeeded'
)`;
