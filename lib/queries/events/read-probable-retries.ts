import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { ProbableRetry } from "#lib/domain/api/event-effect.ts";
import type { Notice } from "#lib/domain/state/notice.ts";
import { twinOf } from "#lib/domain/state/twin.ts";

type TwinRecord = { event_id: string; seen_at: Date; is_earlier: boolean; is_same_body: boolean };

const MOST = 50;

/** The other events that make the same claim as a notice within the time in which a retry may come, oldest first. */
export async function readProbableRetries(sourceId: string, notice: Notice, type: string): Promise<ProbableRetry[]> {
  const twin = twinOf(notice, type, sourceId);
  if (twin === null) return [];
  const span = Prisma.sql`make_interval(secs => ${(twin.withinMs ?? 0) / 1000}::float8)`;
  const within =
    twin.withinMs === null
      ? Prisma.empty
      : Prisma.sql`AND n.seen_at BETWEEN o.seen_at - ${span} AND o.seen_at + ${span}`;
  const rows = await readRows<TwinRecord>(Prisma.sql`
SELECT n.event_id, n.seen_at, (n.seen_at, n.event_id) < (o.seen_at, o.event_id) AS is_earlier,
  e.body_hash = oe.body_hash AS is_same_body
FROM notices o
JOIN notices n ON n.twin_key = o.twin_key AND n.event_id <> o.event_id ${within}
JOIN events e ON e.id = n.event_id
JOIN events oe ON oe.id = o.event_id
WHERE o.event_id = ${notice.eventId}::uuid
ORDER BY n.seen_at, n.event_id LIMIT ${MOST}`);
  return rows.map((row) => ({
    eventId: row.event_id,
    receivedAt: row.seen_at.toISOString(),
    isEarlier: row.is_earlier,
    isSameBody: row.is_same_body,
  }));
}
