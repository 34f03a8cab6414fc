import type { Tx } from "#lib/db/in-transaction.ts";

/** For the end of a pause: whatever was before, the destination is sent to again, slowly at first. */
export async function resetBreaker(tx: Tx, destinationId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO destination_breakers (destination_id, state, closed_at) VALUES (${destinationId}::uuid, 'closed', now())
    ON CONFLICT (destination_id) DO UPDATE SET state = 'closed', opened_at = NULL, error = NULL, failures = 0,
      probes = 0, next_probe_at = NULL, probing_until = NULL, closed_at = now(), updated_at = now()`;
}
