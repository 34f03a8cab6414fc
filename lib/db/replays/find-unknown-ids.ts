import { prisma } from "#lib/db/prisma.ts";
import { type Refusal, refused } from "#lib/domain/refusal.ts";
import type { ReplaySelection } from "#lib/domain/replay-subject.ts";

/** Refuses ids of events or destinations that there are none of; null when all are fine. */
export async function findUnknownIds(
  selection: ReplaySelection,
  destinationIds: readonly string[] | undefined,
): Promise<Refusal | null> {
  const destination = await missing(destinationIds ?? [], (ids) =>
    prisma.destination.findMany({ where: { id: { in: ids }, deletedAt: null }, select: { id: true } }),
  );
  if (destination !== undefined) {
    return refused(`The destination ${destination} does not exist or was deleted.`, "destinationIds");
  }
  if (selection.kind === "filter") return null;
  const event = await missing(selection.eventIds, (ids) =>
    prisma.event.findMany({ where: { id: { in: ids } }, select: { id: true } }),
  );
  return event === undefined ? null : refused(`The event ${event} does not exist.`, "eventIds");
}

async function missing(
  ids: readonly string[],
  find: (ids: string[]) => Promise<{ id: string }[]>,
): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  const found = new Set((await find([...new Set(ids)])).map(({ id }) => id));
  return ids.find((id) => !found.has(id.toLowerCase()));
}
