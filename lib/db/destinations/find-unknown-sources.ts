import { prisma } from "#lib/db/prisma.ts";

/** Those of the slugs that name no source. */
export async function findUnknownSources(slugs: readonly string[]): Promise<string[]> {
  if (slugs.length === 0) return [];
  const found = await prisma.source.findMany({
    where: { slug: { in: [...slugs] }, deletedAt: null },
    select: { slug: true },
  });
  return slugs.filter((slug) => !found.some((source) => source.slug === slug));
}
