import type pg from "pg";
import { addLines, type NoticeContent } from "#lib/domain/watch/notice-content.ts";
import type { NoticeLine } from "#lib/domain/watch/notice-line.ts";
import { newId } from "#lib/platform/ids.ts";
import { noticeContent, storableContent } from "./stored-content.ts";

const NOTHING: NoticeContent = { lines: [], more: 0 };

/** Adds lines to the message that still waits for company, or begins one. */
export async function queueLines(
  client: pg.ClientBase,
  lines: readonly NoticeLine[],
  { now, groupMs }: { now: Date; groupMs: number },
): Promise<void> {
  if (lines.length === 0) return;
  const { rows } = await client.query<{ id: string; content: unknown }>(FIND_WAITING, [now]);
  const [waiting] = rows;
  if (waiting === undefined) {
    const content = storableContent(addLines(NOTHING, lines));
    await client.query(INSERT_MESSAGE, [newId(), content, now, new Date(now.getTime() + groupMs)]);
  } else {
    const content = storableContent(addLines(noticeContent(waiting.content), lines));
    await client.query("UPDATE watch_messages SET content = $2 WHERE id = $1", [waiting.id, content]);
  }
}

const FIND_WAITING = `
SELECT id, content FROM watch_messages
WHERE status = 'pending' AND attempt_count = 0 AND next_attempt_at > $1 ORDER BY id DESC LIMIT 1 FOR UPDATE`;

const INSERT_MESSAGE = "INSERT INTO watch_messages (id, content, created_at, next_attempt_at) VALUES ($1, $2, $3, $4)";
