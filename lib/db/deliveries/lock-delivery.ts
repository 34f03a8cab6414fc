import type { Tx } from "#lib/db/in-transaction.ts";
import type { CommandedDelivery } from "#lib/domain/delivery-command-rules.ts";

export type LockedDelivery = CommandedDelivery & { reason: string | null };

/** The delivery, kept from workers and other operators until the transaction ends; null when there is none. */
export async function lockDelivery(tx: Tx, id: string): Promise<LockedDelivery | null> {
  await tx.$queryRaw`SELECT id FROM deliveries WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.delivery.findUnique({
    where: { id },
    select: {
      status: true,
      reason: true,
      replayId: true,
      sourceId: true,
      destinationId: true,
      destination: { select: { name: true, pausedAt: true, deletedAt: true } },
    },
  });
  if (row === null) return null;
  const source = await tx.source.findUnique({ where: { id: row.sourceId }, select: { status: true } });
  const { name, pausedAt, deletedAt } = row.destination;
  return {
    status: row.status,
    reason: row.reason,
    isReplay: row.replayId !== null,
    isSourcePaused: source?.status === "paused",
    destination: {
      name,
      isPaused: pausedAt !== null,
      isDeleted: deletedAt !== null,
      isSpared: await isSpared(tx, row.destinationId),
    },
  };
}

async function isSpared(tx: Tx, destinationId: string): Promise<boolean> {
  return (await tx.destinationBreaker.count({ where: { destinationId, state: { not: "closed" } } })) > 0;
}
