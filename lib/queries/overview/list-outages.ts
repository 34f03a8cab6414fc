import type { Actor } from "#lib/auth/actor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { OutagePage, OutageRow } from "#lib/domain/api/outages.ts";
import { type Gap, secondsWithoutDoor, type WatchedProcess } from "#lib/domain/outage.ts";
import { refuseSlowRead } from "#lib/queries/refuse-slow-read.ts";
import { readBusinessesAround } from "./read-businesses-around.ts";
import { readGaps } from "./read-gaps.ts";

const MOST_SHOWN = 50;
const WEEK_MS = 7 * 86_400_000;

/** The last 50 gaps of more than 30 s in the heartbeat of a process within 30 days, newest first; whether there were more. */
export async function listOutages(actor: Actor, now: Date): Promise<OutagePage> {
  actor.require("state:read");
  return refuseSlowRead(async () => {
    const { gaps, seen } = await readGaps(now);
    const shown = gaps.slice(0, MOST_SHOWN);
    const data = await Promise.all(shown.map((gap) => describeGap(gap, gaps, seen, now)));
    return { data, nextCursor: null, isCut: shown.length < gaps.length };
  });
}

async function describeGap(
  gap: Gap,
  gaps: readonly Gap[],
  seen: readonly WatchedProcess[],
  now: Date,
): Promise<OutageRow> {
  const end = Math.min(gap.to, now.getTime());
  const [received, usually, businesses] = await Promise.all([
    countAccepted(gap.from, end),
    countAccepted(gap.from - WEEK_MS, end - WEEK_MS),
    readBusinessesAround(new Date(gap.from), new Date(end)),
  ]);
  const seconds = secondsWithoutDoor(gap, gaps, seen, now.getTime());
  return {
    process: gap.process,
    from: new Date(gap.from).toISOString(),
    to: gap.to === Number.POSITIVE_INFINITY ? null : new Date(gap.to).toISOString(),
    wasCutOff: gap.wasCutOff,
    isDoorUp: seconds === 0,
    secondsWithoutDoor: seconds,
    received,
    usually,
    businesses,
  };
}

/** Events are counted by the minute: the minutes that lie in the span, and the one in which it begins. */
async function countAccepted(from: number, to: number): Promise<number> {
  const [row] = await readRows<{ count: number }>(Prisma.sql`
SELECT coalesce(sum(count), 0)::int AS count FROM request_minutes
WHERE source_id = ANY (ARRAY (SELECT id FROM sources)) AND outcome = 'accepted'
  AND minute >= date_trunc('minute', ${new Date(from).toISOString()}::timestamptz) AND minute < ${new Date(to).toISOString()}::timestamptz`);
  return row?.count ?? 0;
}
