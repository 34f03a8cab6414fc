import * as z from "zod";
import { noticeLineRow } from "#lib/domain/api/notifications.ts";
import type { NoticeContent } from "#lib/domain/watch/notice-content.ts";

const stored = z.object({ lines: z.array(noticeLineRow), more: z.int() });

/** watch_messages.content as it was written. */
export function noticeContent(value: unknown): NoticeContent {
  return stored.parse(value);
}

export function storableContent(content: NoticeContent): string {
  return JSON.stringify(content);
}
