import type pg from "pg";
import type { NoticeContent } from "#lib/domain/watch/notice-content.ts";
import { noticeContent } from "./stored-content.ts";

export type ClaimedMessage = { id: string; content: NoticeContent; attempts: number; createdAt: Date; claimedAt: Date };

type Row = { id: string; content: unknown; attempt_count: number; created_at: Date; claimed_at: Date };

/**
 * The oldest message that waits, if it is due; those behind it wait for it, so that no recovery overtakes its alert.
 * Unless it is settled before `leaseMs` are over, it is due again.
 */
export async function claimMessage(pool: pg.Pool, leaseMs: number): Promise<ClaimedMessage | null> {
  const { rows } = await pool.query<Row>(CLAIM_MESSAGE, [leaseMs / 1000]);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id: row.id,
    content: noticeContent(row.content),
    attempts: row.attempt_count,
    createdAt: row.created_at,
    claimedAt: row.claimed_at,
  };
}

const CLAIM_MESSAGE = `
UPDATE watch_messages SET attempt_count = attempt_count + 1,
  next_attempt_at = clock_timestamp() + make_interval(secs => $1::float8)
WHERE id = (
  SELECT id FROM watch_messages WHERE status = 'pending' ORDER BY created_at, id LIMIT 1 FOR UPDATE
) AND status = 'pending' AND next_attempt_at <= clock_timestamp()
RETURNING id, content, attempt_count, created_at, clock_timestamp() AS claimed_at`;
