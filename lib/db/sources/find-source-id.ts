import { prisma } from "#lib/db/prisma.ts";

/** The id of a source that is not deleted, or null. */
export async function findSourceId(slug: string): Promise<string | null> {
  const source = await prisma.source.findFirst({ where: { slug, deletedAt: null }, select: { id: true } });
  return source?.id ?? null;
}
