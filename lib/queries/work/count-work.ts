import type { Actor } from "#lib/auth/actor.ts";
import { where } from "#lib/db/events/select-events.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import { workItems } from "#lib/db/work/work-items.ts";
import type { WorkCountQuery, WorkCounts } from "#lib/domain/api/work.ts";
import { keysOf } from "#lib/domain/keys-of.ts";
import { WORK_KINDS, type WorkKind } from "#lib/domain/work-kind.ts";
import { workLine } from "#lib/domain/work-line.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { workConditions } from "./work-conditions.ts";

type CountRecord = { kind: WorkKind; count: number; oldest_at: Date; unasked_count: number };

/** How many items of each kind wait, without those snoozed or quieted; kinds without any are left out. */
export async function countWork(actor: Actor, query: WorkCountQuery, now: Date): Promise<WorkCounts> {
  actor.require("state:read");
  const conditions = workConditions(actor, { ...query, snoozed: "hide" });
  const rows = await refuseSlowRead(() =>
    readRows<CountRecord>(Prisma.sql`
SELECT w.kind, count(*)::int AS count, min(w.since) AS oldest_at,
  count(*) FILTER (WHERE w.facts -> 'isReconnectAsked' = 'false')::int AS unasked_count
FROM ${workItems(now)} AS w ${where(conditions)} GROUP BY w.kind`),
  );
  const byKind = new Map(rows.map((row) => [row.kind, row]));
  const data = keysOf(WORK_KINDS).flatMap((kind) => {
    const row = byKind.get(kind);
    return row === undefined ? [] : [toCount(row, query)];
  });
  return { data, total: data.reduce((sum, { count }) => sum + count, 0) };
}

function toCount(row: CountRecord, query: WorkCountQuery): WorkCounts["data"][number] {
  const { kind, count, unasked_count: unaskedCount } = row;
  const params = new URLSearchParams({ kind });
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, value);
  return {
    kind,
    count,
    oldestAt: row.oldest_at.toISOString(),
    unaskedCount,
    title: workLine({ kind, count, unaskedCount }),
    url: `/work?${params}`,
  };
}
