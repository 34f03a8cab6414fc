import { ADVISORY_LOCK } from "#lib/db/advisory-lock.ts";
import type { Tx } from "#lib/db/in-transaction.ts";

/**
 * Operators who hold, release or cancel many deliveries take turns: two of them would lock the same rows in
 * different orders. Doors and workers never take this lock.
 */
export async function lockDeliveryControl(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK.deliveryControl})`;
}
