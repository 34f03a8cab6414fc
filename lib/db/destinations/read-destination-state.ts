import type { Tx } from "#lib/db/in-transaction.ts";
import type { AuditValue } from "#lib/domain/audit-record.ts";

export type DestinationState = NonNullable<Awaited<ReturnType<typeof readDestinationState>>>;

/** A destination that is not deleted, or null. */
export function readDestinationState(tx: Tx, id: string) {
  return tx.destination.findUnique({ where: { id, deletedAt: null } });
}

/** Locks the destination first: FOR UPDATE waits for every store that has read it, and later ones wait for us. */
export async function lockDestination(tx: Tx, id: string): Promise<DestinationState | null> {
  await tx.$queryRaw`SELECT id FROM destinations WHERE id = ${id}::uuid FOR UPDATE`;
  return readDestinationState(tx, id);
}

/** The settings for the audit log; of custom headers only the names. */
export function auditedDestination(state: DestinationState): AuditValue {
  const { name, url, eventTypes, sources, headerNames, rate, concurrency, timeoutMs, retrySchedule } = state;
  const { replayWebhookId, pausedAt } = state;
  return {
    name,
    url,
    eventTypes,
    sources,
    headerNames,
    rate,
    concurrency,
    timeoutMs,
    retrySchedule,
    replayWebhookId,
    paused: pausedAt !== null,
  };
}
