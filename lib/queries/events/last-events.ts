import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";

/**
 * When the newest event of each source arrived; a source without one is left out. Each source is named in the statement:
 * the planner would otherwise look for the events of a silent source through those of all others.
 */
export async function readLastEvents(sourceIds: readonly string[]): Promise<Map<string, Date>> {
  if (sourceIds.length === 0) return new Map();
  const each = sourceIds.map(
    (id) =>
      Prisma.sql`(SELECT source_id, received_at FROM events WHERE source_id = ${id}::uuid ORDER BY id DESC LIMIT 1)`,
  );
  const rows = await readRows<{ source_id: string; received_at: Date }>(Prisma.join(each, " UNION ALL "));
  return new Map(rows.map((row) => [row.source_id, row.received_at]));
}
