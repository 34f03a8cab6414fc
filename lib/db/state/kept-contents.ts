import type pg from "pg";
import type { NoticeContent } from "#lib/domain/state/notice.ts";
import { NOTICE_COLUMNS, type NoticeRecord, toNotice } from "./notice-record.ts";
import type { ProjectableEvent } from "./projectable-event.ts";

/** What live state knows of these events whose bodies retention has deleted, by event. */
export async function readKeptContents(
  client: pg.ClientBase,
  events: readonly ProjectableEvent[],
): Promise<Map<string, NoticeContent>> {
  const ids = events.filter(({ has_body }) => !has_body).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<NoticeRecord>(
    `SELECT ${NOTICE_COLUMNS} FROM public.notices n WHERE n.event_id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.event_id, toNotice(row)]));
}
