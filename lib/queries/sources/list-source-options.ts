import type { Actor } from "#lib/auth/actor.ts";
import { prisma } from "#lib/db/prisma.ts";

export interface NamedOption {
  value: string;
  label: string;
}

/** The sources as the choices of a filter: slugs and names. */
export async function listSourceOptions(actor: Actor): Promise<NamedOption[]> {
  actor.require("source:read");
  const sources = await prisma.source.findMany({
    where: { deletedAt: null },
    select: { slug: true, name: true },
    orderBy: [{ name: "asc" }, { slug: "asc" }],
  });
  return sources.map(({ slug, name }) => ({ value: slug, label: name }));
}
