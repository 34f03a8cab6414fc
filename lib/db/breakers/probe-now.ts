import type { Tx } from "#lib/db/in-transaction.ts";
import { notifyChannel } from "#lib/db/notify-channel.ts";

/** Has a spared destination tried at once. Returns false when it is not spared, or being tried at this moment. */
export async function probeNow(tx: Tx, destinationId: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE destination_breakers SET next_probe_at = now(), updated_at = now()
    WHERE destination_id = ${destinationId}::uuid AND state <> 'closed'
      AND (probing_until IS NULL OR probing_until < now())`;
  if (changed > 0) await notifyChannel(tx, "signalbox_config", "breaker");
  return changed > 0;
}
