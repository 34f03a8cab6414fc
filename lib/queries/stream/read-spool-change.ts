import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";
import type { DatedChange } from "./read-stream-changes.ts";

/** Whether a heartbeat since spoke of a spool in use; whoever hears of it asks until it is empty again. */
export async function readSpoolChange(since: Date): Promise<DatedChange[]> {
  const rows = await readRows<{ at: Date | null }>(Prisma.sql`
SELECT max(beat_at) AS at FROM heartbeats
WHERE beat_at > ${since.toISOString()}::timestamptz AND spool ->> 'state' <> 'empty'`);
  return rows.flatMap(({ at }) => (at === null ? [] : [spoolChange(at)]));
}

export function spoolChange(at: Date): DatedChange {
  return { version: `spool ${at.toISOString()}`, change: { kind: "spool", at: at.toISOString() } };
}
