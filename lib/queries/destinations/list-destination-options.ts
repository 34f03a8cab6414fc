import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { NamedOption } from "#lib/queries/sources/list-source-options.ts";

/** The destinations as the choices of a filter: ids and names. */
export async function listDestinationOptions(actor: Actor): Promise<NamedOption[]> {
  actor.require("destination:read");
  const destinations = await prisma.destination.findMany({
    where: { deletedAt: null },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return destinations.map(({ id, name }) => ({ value: id, label: name }));
}
