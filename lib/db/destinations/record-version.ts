import type { Tx } from "#lib/db/in-transaction.ts";

/**
 * Keeps what the destination takes from now on, beside what it took before. Belongs into every transaction that
 * changes one, after the change and under its lock. The clock is read then: the transaction may have waited long.
 */
export async function recordVersion(tx: Tx, destinationId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO destination_versions (destination_id, version, valid_from, name, event_types, sources, is_paused, is_deleted)
    SELECT id, version, CASE WHEN version = 1 THEN created_at ELSE clock_timestamp() END, name, event_types, sources,
      paused_at IS NOT NULL, deleted_at IS NOT NULL
    FROM destinations WHERE id = ${destinationId}::uuid`;
}
