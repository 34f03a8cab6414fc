import type pg from "pg";
import { Prisma } from "#lib/db/generated/client.ts";
import { NOTICE_COLUMNS, type NoticeRecord, toNotice } from "#lib/db/state/notice-record.ts";
import { isSuperseded } from "#lib/domain/state/superseded.ts";
import { RegisterExtremes } from "./register-extremes.ts";

type SelectedNotice = NoticeRecord & { source_id: string };

const PAGE = 2000;

/**
 * Calls `onPage` with the ids of those selected events that a newer event of the same register replaced, by the rule
 * `isSuperseded`; events without a register are never among them. False when `endAtMs` (of the monotonic clock) came
 * first. Needs a transaction.
 */
export async function forEachSuperseded(
  client: pg.ClientBase,
  selected: Prisma.Sql,
  onPage: (ids: string[]) => Promise<void>,
  endAtMs = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const notices = Prisma.sql`SELECT n.source_id, ${Prisma.raw(NOTICE_COLUMNS)} FROM (${selected}) AS e
    JOIN notices n ON n.event_id = e.id WHERE n.kind NOT IN ('activity', 'business_created')`;
  const extremes = new RegisterExtremes(client);
  await client.query({ text: `DECLARE replayed_notices NO SCROLL CURSOR FOR ${notices.text}`, values: notices.values });
  for (;;) {
    const { rows } = await client.query<SelectedNotice>(`FETCH ${PAGE} FROM replayed_notices`);
    if (rows.length > 0) await onPage(await supersededOf(rows, extremes));
    if (rows.length < PAGE) break;
    if (performance.now() > endAtMs) return false;
  }
  await client.query("CLOSE replayed_notices");
  return true;
}

async function supersededOf(rows: readonly SelectedNotice[], extremes: RegisterExtremes): Promise<string[]> {
  const asked = rows.map((row) => ({ sourceId: row.source_id, notice: toNotice(row) }));
  const found = await extremes.of(asked);
  return asked
    .filter(({ notice }, index) => isSuperseded(notice, found[index] ?? []).kind === "superseded")
    .map(({ notice }) => notice.eventId);
}
